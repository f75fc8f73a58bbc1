import type { ServerResponse } from 'node:http'
import { safeHeaders } from '../hosting/contentSecurityPolicy.ts'

const headers = {
  ...safeHeaders, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

/** For an address whose minute has passed, or that was used before: says how to get a fresh one. */
export function sendExpiredPage(response: ServerResponse): void {
  send(response, 403, 'This address is no longer valid', [
    'For safety an address of Lineside works once and for one minute.',
    'Start Lineside again in a terminal (<code>npm start -- --browser</code>): it prints a fresh address of the one that runs.',
  ])
}

/** Refuses without saying why: whoever asks the wrong way learns nothing. */
export function sendRefusal(response: ServerResponse): void {
  send(response, 403, 'Not allowed', ['Lineside only answers its own pages.'])
}

export function sendNotFound(response: ServerResponse): void {
  send(response, 404, 'Not found', ['There is nothing at this address.'])
}

function send(response: ServerResponse, status: number, title: string, paragraphs: readonly string[]): void {
  response.writeHead(status, headers)
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>`
    + `${paragraphs.map(paragraph => `<p>${paragraph}</p>`).join('')}</body></html>`)
}
