import { z } from 'zod'
import { AccountId, LineId, SystemKey } from '../../shared/model/common.ts'
import { Address } from '../../shared/model/line.ts'
import type { Line } from '../../shared/model/line.ts'

/** Address and ids kept with every journal row of a line, as JSON text: the row stays readable without cache or account. */
export function snapshotOf(line: Line): string {
  const { id, system, accountId, nativeId, address, technology, supplier } = line
  return JSON.stringify({ id, system, accountId, nativeId, address, technology, supplier, circuits: line.circuits.map(({ nid }) => nid) })
}

const Snapshot = z.object({
  id: LineId, system: SystemKey, accountId: AccountId, nativeId: z.string().nullable(), address: Address,
  technology: z.string().nullable(), supplier: z.string().nullable(), circuits: z.array(z.string().nullable()),
})

/**
 * What is left of a line that neither cache nor account has any more: enough to open what the engineer did there. Undefined
 * where the text is no snapshot. `seenAt` is the moment the snapshot was taken.
 */
export function lineOfSnapshot(text: string, seenAt: string): Line | undefined {
  const read = Snapshot.safeParse(parsed(text))
  if (!read.success) return undefined
  const { circuits, ...kept } = read.data
  return {
    ...kept, medium: 'unknown', state: null, active: null, online: 'unknown', contacts: [], tags: [], sla: null, contract: null,
    transaction: null, endUser: null, access: null, service: null, request: null, seenAt,
    carrier: {
      nid: kept.nativeId, productName: null, network: null, carrierType: null, baseTechnology: null, dataTechnology: kept.technology, nlsType: null,
      copperPairs: null, downloadKbps: null, uploadKbps: null, serviceIds: [], ontNumber: null, israSpecs: null, ftuType: null,
      fibreTerminationPointId: null, distributionFrame: null, tags: [],
    },
    circuits: circuits.map(nid => ({
      nid, vlan: null, qInQ: null, port: null, portSpeed: null, portDuplex: null, product: null, provisioning: null, online: 'unknown', lastIpv4: null,
      lastUsername: null, tags: [],
    })),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
