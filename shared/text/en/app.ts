export const appEn = {
  'app.name': 'Lineside',
  'age.now': 'just now',
  'age.minutes': '{count} min ago',
  'age.hours': '{count} h ago',
  'age.never': 'never',
  'age.old': 'old',
  'copy.done': 'Copied',
  'copy.failed': 'Could not copy',
  'online.online': 'Online',
  'online.offline': 'Offline',
  'online.unknown': 'Not known',
  'account.removed': 'Removed account',
} as const
