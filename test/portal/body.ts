import type { IncomingMessage } from 'node:http';
import { asPhp, isArray, type PhpMap } from './php';
import { parsePairs, parseQuery } from './queryString';

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The parameters a body holds; a body of another type, or invalid JSON, counts as none. */
export async function parseBody(body: Buffer, contentType: string): Promise<PhpMap> {
  const type = typeOf(contentType);
  return type === 'application/json' ? parseJson(body.toString('utf8')) : parseForm(body, contentType);
}

/** As `parseBody`, where no JSON is read. */
export async function parseForm(body: Buffer, contentType: string): Promise<PhpMap> {
  const type = typeOf(contentType);
  if (type === 'application/x-www-form-urlencoded') return parseQuery(body.toString('utf8'));
  if (type === 'multipart/form-data') return parseMultipart(body, contentType);
  return {};
}

function typeOf(contentType: string): string {
  return contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function parseJson(text: string): PhpMap {
  try {
    const value = asPhp(JSON.parse(text));
    return isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

async function parseMultipart(body: Buffer, contentType: string): Promise<PhpMap> {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    const pairs: (readonly [string, string])[] = [];
    form.forEach((value, name) => {
      if (typeof value === 'string') pairs.push([name, value]);
    });
    return parsePairs(pairs);
  } catch {
    return {};
  }
}
