import type { LineView } from '../../../../shared/contract/lines.ts'
import type { PathPartName } from '../../../../shared/model/verdict.ts'
import type { CitedFact } from '../explain/cited.ts'

type PartView = Pick<LineView, 'line' | 'observations' | 'addressCheck' | 'neighbours'>

/** What is known of a part that no report measured: from the line, the address check, the neighbours, or seen on site. */
export function factsOfPart(part: PathPartName, view: PartView): CitedFact[] {
  const { observations, addressCheck, neighbours, line } = view
  const seen = (...keys: readonly Exclude<keyof typeof observations, 'lineId'>[]): CitedFact[] =>
    keys
      .filter(key => observations[key] !== null && observations[key] !== '')
      .map(key => ({ source: 'observation' as const, key }))
  const ofLine = (key: string): CitedFact => ({ source: 'line', key })
  const isProvisioned = line.circuits.some(({ provisioning }) => provisioning !== null)
  switch (part) {
    case 'network': return [
      ofLine('online'),
      ...(isProvisioned ? [ofLine('provisioning.enabled'), ofLine('provisioning.blocked')] : []),
    ]
    case 'accessNode': return neighbours.length > 0 ? [{ source: 'neighbours', key: 'neighbours' }] : []
    case 'line': return [
      ...((addressCheck?.carriers.length ?? 0) > 0 ? [{ source: 'addressCheck' as const, key: 'carriers' }] : []),
      ...seen('loopLengthM', 'lightAtOutlet', 'lightAtOutletDbm', 'testPoint'),
    ]
    case 'terminal': return seen('modemPowered', 'serialOnLabel')
    case 'router': return []
    case 'home': return seen('pcAddress', 'speedTestDownKbps', 'speedTestUpKbps', 'customerComplains')
  }
}
