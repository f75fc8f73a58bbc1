export const appNl = {
  'app.name': 'Lineside',
  'age.now': 'zojuist',
  'age.minutes': '{count} min geleden',
  'age.hours': '{count} u geleden',
  'age.never': 'nooit',
  'age.old': 'oud',
  'copy.done': 'Gekopieerd',
  'copy.failed': 'Kopiëren lukte niet',
  'online.online': 'Online',
  'online.offline': 'Offline',
  'online.unknown': 'Niet bekend',
  'account.removed': 'Verwijderd account',
} as const
