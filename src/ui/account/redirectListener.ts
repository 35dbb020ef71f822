/** The texts of a page shown in the browser. */
export interface SignInPageText {
  readonly title: string;
  readonly text: string;
}

export interface SignInPageTexts {
  /** The language of the texts, such as `en`. */
  readonly language: string;
  /** The sign-in continues in the editor. */
  readonly accepted: SignInPageText;
  /** The address does not belong to the pending sign-in. */
  readonly refused: SignInPageText;
}

export interface ListenRequest {
  /** The port on this machine. */
  readonly port: number;
  readonly words: SignInPageTexts;
  /** Called with each requested address; returns whether it is the awaited one, which ends the listening. */
  readonly accept: (address: string) => boolean;
}

export interface RedirectListener {
  /** Stops listening; a response in progress is still sent. */
  close(): void;
}

/**
 * Listens at `http://localhost:<port>/` for the browser that a portal redirects. Resolves with `undefined` if nothing
 * can listen there. Never rejects.
 */
export type ListenForRedirect = (request: ListenRequest) => Promise<RedirectListener | undefined>;

const STYLE = `
:root { color-scheme: light dark; --back: #f5f7f9; --card: #fff; --text: #1b2a3a; --quiet: #556; --edge: #dde3e9; }
@media (prefers-color-scheme: dark) {
  :root { --back: #16191d; --card: #20252b; --text: #e8ecf0; --quiet: #a9b4bf; --edge: #343b43; }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 32rem; margin: 1rem; padding: 2rem 2.5rem; background: var(--card);
  border: 1px solid var(--edge); border-radius: 12px; }
h1 { margin: 0 0 .5rem; font-size: 1.4rem; font-weight: 600; }
p { margin: 0; color: var(--quiet); }
`;

/** Returns a self-contained HTML page. */
export function renderSignInPage(language: string, { title, text }: SignInPageText): string {
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
</main>
</body>
</html>
`;
}

function escaped(words: string): string {
  return words.replace(/[&<"]/g, character => `&#${character.charCodeAt(0)};`);
}
