/** A number as an engineer types it, with a comma or a point and either minus; null where it is none. */
export function parseDecimal(typed: string): number | null {
  const plain = typed.trim().replace('−', '-').replace(',', '.')
  return /^[+-]?\d+(\.\d*)?$|^[+-]?\.\d+$/.test(plain) ? Number(plain) : null
}
