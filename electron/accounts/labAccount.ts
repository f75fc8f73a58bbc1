import { defaultScope, type AccountInput } from '../../shared/model/account.ts'
import type { SystemKind } from '../../shared/model/common.ts'
import { presets } from '../operators/nextpertise/presets.ts'
import { presets as telecomxPresets } from '../operators/telecomx/presets.ts'
import type { AccountPreset, AccountsService } from '../services.ts'

/** How to sign on to one system of the lab network. */
export type LabAccess = { readonly kind: SystemKind; readonly baseUrl: string; readonly username: string; readonly password: string; readonly clientId?: string }

/** How the lab's accounts are shown, and how each system proves who calls. */
const accountOf: Readonly<Record<SystemKind, Pick<AccountInput, 'label' | 'colour' | 'authentication'>>> = {
  nextpertise: { label: 'Lab', colour: 'teal', authentication: 'jwt' },
  onApi: { label: 'Lab open network', colour: 'orange', authentication: 'basic' },
  reseller: { label: 'Lab reseller', colour: 'violet', authentication: 'jwt' },
  telecomx: { label: 'Lab TelecomX', colour: 'pink', authentication: 'session' },
}

/** The addresses to offer; the lab's beside them in demo mode. */
export function offeredPresets(demo: readonly LabAccess[]): AccountPreset[] {
  return [
    ...presets.map(preset => ({ ...preset, kind: 'nextpertise' as const })),
    ...telecomxPresets.map(preset => ({ ...preset, kind: 'telecomx' as const })),
    ...demo.map(({ kind, baseUrl }) => ({ kind, name: accountOf[kind].label, baseUrl, environment: 'lab' as const })),
  ]
}

/** Demo mode has one account at each system of the lab network, whose port may have changed since the last start. */
export async function signOnToLab(accounts: AccountsService, demo: readonly LabAccess[]): Promise<void> {
  for (const { kind, baseUrl, username, password, clientId } of demo) {
    const input: AccountInput = {
      ...accountOf[kind], kind, baseUrl, username, scope: defaultScope, customerIds: [], resellerIds: [], ...(clientId === undefined ? {} : { clientId }),
    }
    const existing = accounts.list().find(account => account.kind === kind && account.label === input.label && account.username === username)
    if (existing === undefined) await accounts.add(input, { password })
    else if (existing.baseUrl !== baseUrl) await accounts.edit(existing.id, { ...existing, baseUrl }, { password })
  }
}
