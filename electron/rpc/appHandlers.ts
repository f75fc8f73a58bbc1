import { implement } from '@orpc/server'
import { appContract } from '../../shared/contract/app.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { coalesce } from './coalesce.ts'
import { given } from './given.ts'
import type { RpcContext } from './rpcContext.ts'

const os = implement(appContract).$context<RpcContext>()

export const appHandlers = os.router({
  status: os.status.handler(({ context, signal }) => coalesce(left => context.core.status(left), signal)),
  chooseVault: os.chooseVault.handler(({ context, input }) => context.core.chooseVault(input)),
  chooseJournal: os.chooseJournal.handler(({ context, input }) => context.core.chooseJournal(input)),
  dismissNotice: os.dismissNotice.handler(({ context, input }) => context.core.dismissNotice(input.id)),
  startDemo: os.startDemo.handler(({ context }) => context.host.startDemo()),
  leaveDemo: os.leaveDemo.handler(({ context }) => context.host.leaveDemo()),
  settings: os.settings.handler(({ context }) => context.core.services().settings.get()),
  changeSettings: os.changeSettings.handler(({ context, input }) => context.core.services().settings.change(given<Settings>(input))),
  log: os.log.handler(({ context, input }) => context.core.log(input.limit, input.minimum)),
  openExternal: os.openExternal.handler(async ({ context, input }) => ({ opened: await context.host.openExternal(input.url) })),
  notify: os.notify.handler(({ context, input }) => ({ shown: context.host.notify(input) })),
  quit: os.quit.handler(({ context }) => context.host.quit()),
})
