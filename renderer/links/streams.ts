/** The contract's streams, by path: they have no deadline. Kept here so that the contract's schemas stay out of the page (tested). */
export const streamProcedures: ReadonlySet<string> = new Set([
  'app.status', 'accounts.reachability', 'accounts.sync', 'lines.refresh', 'lines.takeAlong', 'lines.forceDisconnect', 'checks.run', 'checks.follow',
  'neighbours.check', 'watch.watching', 'outbox.changes', 'tickets.follow', 'visits.changes',
  'actions.run', 'addresses.check',
])
