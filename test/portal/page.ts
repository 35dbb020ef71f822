import type { WrittenAnswer } from './endpoint';

export const PAGE_HEADERS = { 'Content-Type': 'text/html; charset=utf-8' };

/** A page such as a web server shows. */
export function page(status: number): string {
  return `<html>\n<head><title>${status}</title></head>\n<body><center><h1>${status}</h1></center></body>\n</html>\n`;
}

export function notFound(): WrittenAnswer {
  return { status: 404, outcome: 'html', headers: PAGE_HEADERS, body: page(404) };
}
