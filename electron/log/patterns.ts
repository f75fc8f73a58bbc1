/** What stands where a secret or a person's data was. */
export const SECRET = '[secret]'

/** Keys whose value is a secret, folded (no case, `-`, `_`). */
export const SECRET_KEY =
  /passw|passphrase|secret|apikey|privatekey|presharedkey|cipherkey|credential|authorization|cookie|token|onetimecode|^(?:totp|pwd|pass|psk|otp|key)$/
/** Keys whose value is a customer's or says what somebody typed or sent, folded. */
export const PRIVATE_KEYS: ReadonlySet<string> = new Set([
  'street', 'housenr', 'housenumber', 'housenrext', 'housenumberextension', 'zipcode', 'postcode', 'city', 'address', 'municipality',
  'latitude', 'longitude', 'email', 'phone', 'phonenumber', 'contact', 'contactname', 'contactphone', 'contacts', 'company', 'companyname',
  'customer', 'enduser', 'firstname', 'lastname', 'person', 'requester', 'subject', 'comment', 'description', 'body', 'raw', 'payload',
  'params', 'query', 'search', 'text', 'note', 'notes', 'html', 'url', 'href', 'uri', 'referer',
])
/** Keys whose value is an id of a line, its user or its equipment, folded: the last three characters stay, enough to compare. */
export const SHORTENED_KEY = /(?:nid|nativeid|lineid|username|login|user|serial|serialnumber|ontnumber|serviceid|macaddress|mac)$/

/** The last three characters, by which support can still compare. */
export function lastThree(text: string): string {
  return text.length <= 3 ? '…' : `…${text.slice(-3)}`
}

type Rule = readonly [pattern: RegExp, by: string | ((found: string) => string)]

const TIME = /^\d\d:\d\d:\d\d$/
const KEEP_ADDRESS = /^(?:127\.|0\.0\.0\.0$)/

/** Order matters: what encloses comes before what it may enclose. */
const RULES: readonly Rule[] = [
  [/\b(?:https?|wss?):\/\/[^\s"'<>)\]}]+/gi, '[url]'],
  [/\b(Basic|Bearer)\s+[\w+/=.~-]{4,}/gi, `$1 ${SECRET}`],
  [/\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g, SECRET],
  [
    /([\w-]*(?:passw(?:or)?d|passphrase|pwd|secret|token|api[-_]?key|one[-_]?time[-_]?code|totp|otp|credentials?|authorization|cookie)\\?["']?\s*(?:[=:]|=>)\s*)(?!\[secret\])(?:\\?"[^"]*"?|'[^']*'?|[^\s&,;}\]]+)/gi,
    `$1${SECRET}`,
  ],
  [/\b[0-9a-f]{40,}\b/gi, '[hex]'],
  [/[\w.+%-]+@[\w-]+(?:\.[\w-]+)+/g, found => `[email ${lastThree(found)}]`],
  [/\b[0-9]{4}[A-Z]{2}[0-9]{5}[0-9A-Z]{4}\b/gi, lastThree],
  [/\b(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}\b/gi, '[mac]'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?\b/g, found => KEEP_ADDRESS.test(found) ? found : '[ip]'],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){1,6}(?:\/\d{1,3})?(?![\w:])/gi, found => TIME.test(found) ? found : '[ip]'],
  [/(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4})*)?(?![\w:])/gi, '[ip]'],
  [/(?<![\w.])(?:\+|00)\d{2}[ -]?(?:\(0\)[ -]?)?\d(?:[ -]?\d){7,9}(?![\w])/g, '[phone]'],
  [/(?<![\w.-])0[1-9](?:[ -]?\d){8}(?!\w)/g, '[phone]'],
  [/\b[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?: ?\d{1,5}(?: ?[A-Za-z]{1,3})?)?\b/g, '[address]'],
]

/** A text with secrets and customers' data replaced wherever a pattern knows them. */
export function redactText(text: string): string {
  let clean = text
  for (const [pattern, by] of RULES) clean = typeof by === 'string' ? clean.replaceAll(pattern, by) : clean.replaceAll(pattern, by)
  return clean
}
