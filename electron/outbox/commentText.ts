const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const entity = /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,6})|#x([\da-f]{1,5}));/gi

/**
 * A comment as it is compared: the system strips comments of HTML (document, get_ticket), and may change line ends, spaces and the
 * form of letters. What is normalised once stays as it is.
 */
export function normalComment(text: string): string {
  const decoded = text.replaceAll(entity, (whole, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
  return decoded.replaceAll(/<\/?[a-z][^<>]*>|[\u200B\uFEFF]/gi, '').normalize('NFKC').replaceAll(/\s+/gu, ' ').trim()
}
