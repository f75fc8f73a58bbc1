import { implement } from '@orpc/server'
import { accountsContract } from '../../shared/contract/accounts.ts'
import type { AccountSecrets } from '../../shared/model/account.ts'
import { coalesce } from './coalesce.ts'
import { withDeadline } from './deadline.ts'
import { given } from './given.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(accountsContract).$context<RpcContext>()

/** A test makes several calls in turn, each with its own deadline. */
const testTimeoutMs = 90_000
const queryTimeoutMs = 25_000

export const accountsHandlers = os.router({
  list: os.list.handler(({ context }) => context.core.services().accounts.list()),
  presets: os.presets.handler(({ context }) => context.core.services().accounts.presets()),
  add: os.add.handler(({ context, input }) => context.core.services().accounts.add(input.account, input.secrets)),
  edit: os.edit.handler(({ context, input }) => context.core.services().accounts.edit(input.id, input.account, given<AccountSecrets>(input.secrets))),
  remove: os.remove.handler(({ context, input }) => context.core.services().accounts.remove(input.id, input.discardUnsent)),
  test: os.test.handler(({ context, input, signal }) => withDeadline(signal, testTimeoutMs, left =>
    context.core.services().accounts.test(input.account, given<AccountSecrets>(input.secrets), input.id, left))),
  retry: os.retry.handler(({ context, input, signal }) => withDeadline(signal, testTimeoutMs, left =>
    context.core.services().accounts.retry(input.id, input.oneTimeCode, left))),
  health: os.health.handler(({ context, input, signal }) => withDeadline(signal, queryTimeoutMs, left =>
    context.core.services().accounts.health(input.id, input.refresh, left))),
  reachability: os.reachability.handler(({ context, signal }) => {
    const { accounts } = context.core.services()
    return coalesce(left => accounts.reachability(left), signal)
  }),
  sync: os.sync.handler(({ context, signal }) => {
    const { sync } = context.core.services()
    return coalesce(left => sync.states(left), signal)
  }),
  startSync: os.startSync.handler(({ context, input }) => context.core.services().sync.start(input.id)),
  stopSync: os.stopSync.handler(({ context, input }) => context.core.services().sync.stop(input.id)),
})
