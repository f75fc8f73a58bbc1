import { Nextpertise } from './nextpertise/nextpertise.ts'
import { STANDARD_USERS } from './nextpertise/users.ts'
import { LINES } from './nextpertise/world.ts'
import { OnApi } from './on-api/onApi.ts'
import { Reseller } from './reseller/reseller.ts'
import { Telecomx } from './telecomx/telecomx.ts'
import type { LabContext } from './labSystem.ts'
import type { LabUser } from './nextpertise/users.ts'
import type { OnApiOptions } from './on-api/onApi.ts'
import type { ResellerOptions } from './reseller/reseller.ts'
import type { TelecomxOptions } from './telecomx/telecomx.ts'

/** How large and how quick the systems are; each has its standard. */
export type SystemOptions = {
  /** Nextpertise lines, 20 to 1,000,000; 400 unless told. */
  lines?: number
  /** How long a test of Nextpertise runs, 4000 ms unless told; a thrown-out session is back after twice that. */
  checkMs?: number
  /** Users of Nextpertise. */
  users?: readonly LabUser[]
  /** The open access network: 300 accesses in the document's dialect unless told. */
  onApi?: OnApiOptions
  /** The reseller platform: 300 orders unless told. */
  reseller?: ResellerOptions
  /** TelecomX: 150 requests and 150 accounts unless told. */
  telecomx?: TelecomxOptions
}

const CHECK_MS = 4000

/** Every system the lab can play, by kind. */
export function buildSystems(context: LabContext, options: SystemOptions) {
  const { lines = LINES.standard, checkMs = CHECK_MS, users = STANDARD_USERS } = options
  return {
    nextpertise: new Nextpertise(context, { lines, checkMs, users }),
    onApi: new OnApi(context, options.onApi ?? {}),
    reseller: new Reseller(context, options.reseller ?? {}),
    telecomx: new Telecomx(context, options.telecomx ?? {}),
  }
}

export type LabSystems = ReturnType<typeof buildSystems>
