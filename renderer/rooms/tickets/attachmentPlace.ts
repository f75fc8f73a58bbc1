/** Where an attachment of a ticket is: at the operator's own address, at another one, or nowhere that may be opened. */
export type AttachmentPlace =
  | { readonly is: 'own'; readonly href: string }
  | { readonly is: 'other'; readonly href: string; readonly host: string }
  | { readonly is: 'unsafe' }

/**
 * Last two labels of a name: `files.operator.nl` and `api.operator.nl` are of one owner, numbers and single names only of
 * themselves.
 */
const ownerOf = (host: string): string => (/^[\d.]+$|:/.test(host) ? host : host.split('.').slice(-2).join('.'))

/** Only https without credentials is ever opened. `baseUrl`: the account's system. */
export function attachmentPlace(url: string | null, baseUrl: string | null): AttachmentPlace {
  if (url === null || !URL.canParse(url)) return { is: 'unsafe' }
  const { protocol, username, password, hostname, host, href } = new URL(url)
  if (protocol !== 'https:' || username !== '' || password !== '') return { is: 'unsafe' }
  const isOwn = baseUrl !== null && URL.canParse(baseUrl) && ownerOf(new URL(baseUrl).hostname) === ownerOf(hostname)
  return isOwn ? { is: 'own', href } : { is: 'other', href, host }
}
