/** What a request parameter must be; keys that are not named are refused, as the document's schemas do. */
export type Rule = {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array'
  nullable?: boolean
  required?: boolean
  pattern?: RegExp
  values?: readonly string[]
  least?: number
  fields?: Fields
  items?: Rule
}
export type Fields = Readonly<Record<string, Rule>>

export const text: Rule = { type: 'string' }
export const integer: Rule = { type: 'integer' }
export const bool: Rule = { type: 'boolean' }
export const uuid: Rule = { ...text, required: true }
/** ^[0-9]{4}[A-Z]{2}[0-9]{5}[0-9A-Z]{4}$: carrier or circuit. */
export const nid: Rule = { ...text, pattern: /^[0-9]{4}[A-Z]{2}[0-9]{5}[0-9A-Z]{4}$/ }
export const zipcode: Rule = { ...text, pattern: /^[0-9]{4}[A-Z]{2}$/, required: true }
export const phone: Rule = { ...text, nullable: true, pattern: /^0([1-7][0-9]|85|88)[0-9]{7}$/ }
export const email: Rule = { ...text, nullable: true, pattern: /^[a-zA-Z0-9_.+\-/*]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/ }
export const moment: Rule = { ...text, pattern: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/ }
export const pagination: Rule = { type: 'object', fields: { per_page: { ...integer, least: 0 }, page: { ...integer, least: 1 } } }

export const required = (rule: Rule): Rule => ({ ...rule, required: true })
export const nullable = (rule: Rule): Rule => ({ ...rule, nullable: true })
export const object = (fields: Fields): Rule => ({ type: 'object', fields })
export const list = (items: Rule): Rule => ({ type: 'array', items })
export const oneOf = (...values: string[]): Rule => ({ ...text, values })
export const sortBy = (...keys: string[]): Rule => object(Object.fromEntries(keys.map((key) => [key, oneOf('ASC', 'DESC')])))
export const texts = (...keys: string[]): Fields => Object.fromEntries(keys.map((key) => [key, text]))

/** What is wrong with a value, as a path and a word, or null. */
export function complaint(value: unknown, rule: Rule, path: string): string | null {
  if (value === null) return rule.nullable === true ? null : `${path}: null`
  switch (rule.type) {
    case 'string':
      if (typeof value !== 'string') return `${path}: not a string`
      if (rule.pattern && !rule.pattern.test(value)) return `${path}: does not match ${rule.pattern.source}`
      return rule.values && !rule.values.includes(value) ? `${path}: not one of ${rule.values.join('|')}` : null
    case 'boolean':
      return typeof value === 'boolean' ? null : `${path}: not a boolean`
    case 'number':
      return typeof value === 'number' ? null : `${path}: not a number`
    case 'integer':
      if (!Number.isInteger(value)) return `${path}: not an integer`
      return Number(value) < (rule.least ?? Number.NEGATIVE_INFINITY) ? `${path}: less than ${rule.least}` : null
    case 'array': {
      if (!Array.isArray(value)) return `${path}: not an array`
      const { items } = rule
      return items
        ? (value.map((each, at) => complaint(each, items, `${path}[${at}]`)).find((each) => each !== null) ?? null)
        : null
    }
    default:
      return isObject(value) ? complaintIn(value, rule.fields ?? {}, path) : `${path}: not an object`
  }
}

function complaintIn(value: Readonly<Record<string, unknown>>, fields: Fields, path: string): string | null {
  for (const [key, rule] of Object.entries(fields)) {
    if (value[key] === undefined) {
      if (rule.required === true) return `${path}.${key}: missing`
      continue
    }
    const wrong = complaint(value[key], rule, `${path}.${key}`)
    if (wrong !== null) return wrong
  }
  const unknown = Object.keys(value).find((key) => !(key in fields))
  return unknown === undefined ? null : `${path}.${unknown}: unknown`
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
