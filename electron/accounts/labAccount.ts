import { defaultScope } from '../../shared/model/account.ts'
import { presets } from '../operators/nextpertise/presets.ts'
import type { AccountPreset, AccountsService } from '../services.ts'

/** How to sign on to the lab network. */
export type LabAccess = { readonly baseUrl: string; readonly username: string; readonly password: string }

/** The addresses to offer; the lab's beside them in demo mode. */
export function offeredPresets(demo: LabAccess | undefined): AccountPreset[] {
  const offered = presets.map(preset => ({ ...preset, kind: 'nextpertise' as const }))
  return demo === undefined ? offered : [...offered, { kind: 'nextpertise' as const, name: 'Lab', baseUrl: demo.baseUrl, environment: 'lab' as const }]
}

/** Demo mode has one account at the lab network, whose port may have changed since the last start. */
export async function signOnToLab(accounts: AccountsService, demo: LabAccess): Promise<void> {
  const input = {
    label: 'Lab', colour: 'teal' as const, kind: 'nextpertise' as const, baseUrl: demo.baseUrl, username: demo.username,
    authentication: 'jwt' as const, scope: defaultScope,
  }
  const existing = accounts.list().find(({ label, username }) => label === input.label && username === demo.username)
  if (existing === undefined) await accounts.add(input, { password: demo.password })
  else if (existing.baseUrl !== demo.baseUrl) await accounts.edit(existing.id, { ...existing, baseUrl: demo.baseUrl }, { password: demo.password })
}
