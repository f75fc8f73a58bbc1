import type { Medium } from '../../../shared/model/line.ts'

/** What the carrier's product says of its technology, as one text: technologies first, its marketing name last. */
export type CarrierWords = {
  readonly dataTechnology: string | null
  readonly baseTechnology: string | null
  readonly carrierType: string | null
  readonly aggregatedTechnology: string | null
  readonly aggregatedType: string | null
  readonly productName: string | null
}

const known = new Map<string, Medium>()
const KNOWN_MOST = 2000

function decide(words: CarrierWords, all: string): Medium {
  const technology = `${words.dataTechnology ?? ''} ${words.aggregatedTechnology ?? ''} ${words.baseTechnology ?? ''}`
  if (/docsis|coax|\bhfc\b/i.test(all)) return 'coax'
  if (/pon\b|\bxgs|pon[-_ /]/i.test(technology)) return 'pon'
  if (/\bgof\b|\bgof_/i.test(technology)) return 'fibrePointToPoint'
  if (/dsl|\bpots\b|\bisdn\b|g\.?fast/i.test(technology)) return 'copper'
  if (/radio|wireless|\blte\b|\b[45]g\b|\bfwa\b|straalverbinding/i.test(all)) return 'radio'
  if (/(?:^|[/ (_])(?:\w*gpon|xgs-?pon)/i.test(words.productName ?? '')) return 'pon'
  if (/(?:^|[/ (_])gof(?:[/ )_]|$)/i.test(words.productName ?? '')) return 'fibrePointToPoint'
  if (/\bftto\b/i.test(all)) return 'fibrePointToPoint'
  // "Fiber" alone does not say whether the fibre is shared: unknown is not point-to-point.
  return /copper|koper/i.test(all) && !/fib|ftt/i.test(all) ? 'copper' : 'unknown'
}

/**
 * The physical medium of a carrier (document, list_connections: carriertype, base_technology, data_technology and the aggregated
 * forms; domain.md: GoF is point-to-point, GPON and XGS are PON).
 */
export function mediumOf(words: CarrierWords): Medium {
  const all = `${words.dataTechnology ?? ''} ${words.baseTechnology ?? ''} ${words.carrierType ?? ''} ${words.aggregatedTechnology ?? ''} `
    + `${words.aggregatedType ?? ''} ${words.productName ?? ''}`
  const found = known.get(all)
  if (found !== undefined) return found
  const medium = decide(words, all)
  if (known.size < KNOWN_MOST) known.set(all, medium)
  return medium
}
