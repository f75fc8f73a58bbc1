/** The fields of a parsed `partial()` that were given: absent and `undefined` are the same on the wire, but not in our types. */
export function given<T extends object>(part: { [K in keyof T]?: T[K] | undefined }): Partial<T> {
  const fields: Partial<T> = {}
  for (const key of Object.keys(part) as (keyof T)[]) {
    const value = part[key]
    if (value !== undefined) fields[key] = value
  }
  return fields
}
