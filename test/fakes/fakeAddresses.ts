import type { AddressAnswer } from '../../shared/contract/addresses.ts'
import type { AddressesService } from '../../electron/services.ts'
import type { Account } from '../../shared/model/account.ts'
import type { AddressCheck } from '../../shared/model/addressCheck.ts'
import type { LineSummary } from '../../shared/model/search.ts'

const carrier = {
  vendor: null, point: null, isra: null, ftuType: null, nlsType: null, status: null, cableLengthM: null, freePairs: null, plannedAt: null, handedOverAt: null, nids: [],
}

const checks: Partial<Record<Account['kind'], AddressCheck>> = {
  nextpertise: {
    carriers: [
      { ...carrier, kind: 'fibre', vendor: 'KPN', point: 'al-3c', ftuType: 'FTU_GY01', status: 'O', handedOverAt: '2019-04-02', nids: ['2408ZE000001006'] },
      { ...carrier, kind: 'copper', vendor: 'KPN', point: 'Al-C', isra: '001', nlsType: 'NL1', status: 'O', cableLengthM: 412, freePairs: 2 },
    ],
    products: [
      { id: null, name: 'FttH 1000/1000', supplier: 'KPNWBA', technology: 'GPON', downloadKbps: 1_000_000, uploadKbps: 1_000_000, available: true, reason: null, others: [] },
      { id: null, name: 'DOCSIS', supplier: 'ZIGGO', technology: 'DOCSIS', downloadKbps: null, uploadKbps: null, available: false, reason: 'noService', others: [] },
    ],
    failed: [],
    failures: [{ part: 'zipcode', supplier: 'EUROFIBER', code: '004', text: 'Service temporarily not available at this address' }],
  },
  reseller: {
    carriers: [{ ...carrier, kind: 'copper', vendor: 'KPN', isra: '001', fpi: 'F-12', sdf: 'SDF-3', mdf: 'Alp-C', others: [] }],
    products: [{ id: '71', name: 'Fiber 1G', supplier: 'KPN', technology: 'FttH', downloadKbps: 1_000_000, uploadKbps: 1_000_000, available: true, reason: null, others: [] }],
    failed: [], failures: [],
  },
}

/** Accounts of Dutch systems answer one after the other; others are not asked. A postcode that is not Dutch is read by none. */
export function createFakeAddresses(accounts: () => readonly Account[], lines: () => readonly LineSummary[]): AddressesService {
  return {
    async *check({ postcode, houseNumber }) {
      const place = postcode.replaceAll(' ', '').toUpperCase()
      const here = lines().filter(line => line.place.replaceAll(' ', '').startsWith(place) && line.street.includes(String(houseNumber))).slice(0, 20)
      const asked = accounts().filter(({ kind }) => checks[kind] !== undefined)
      const asking = ({ id }: Account): AddressAnswer => ({ accountId: id, state: 'asking', check: null, failure: null, tookMs: null })
      const answered = ({ id, kind }: Account, at: number): AddressAnswer => /^[1-9]\d{3}[A-Z]{2}$/.test(place)
        ? { accountId: id, state: 'answered', check: checks[kind] ?? null, failure: null, tookMs: 420 + 300 * at }
        : { accountId: id, state: 'failed', check: null, failure: { kind: 'notOffered' }, tookMs: 1 }
      for (let done = 0; done <= asked.length; done += 1) {
        yield { answers: asked.map((account, at) => (at < done ? answered(account, at) : asking(account))), lines: here }
      }
    },
  }
}
