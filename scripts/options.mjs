// Names of the options, for the launcher, which runs before anything is installed (a test compares them with the hosts' own).

/** Options that only the browser host has: each of them asks for it. */
export const browserOptions = ['browser', 'no-open', 'port']
/** Options of both hosts. */
export const commonOptions = ['data-dir', 'demo', 'passphrase-file', 'passphrase-stdin', 'help', 'version']
/** Options that take a value. */
const valued = ['port', 'data-dir', 'passphrase-file']

/** Splits the command line: which host it asks for, what is passed on, and what nobody knows. */
export function readLauncherOptions(args) {
  const known = [...browserOptions, ...commonOptions]
  const passed = []
  let browser = false
  let unknown
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]
    const name = word === '-h' ? 'help' : word === '-v' ? 'version' : word.startsWith('--') ? word.slice(2).split('=')[0] : undefined
    if (name === undefined || !known.includes(name)) {
      unknown ??= word
      continue
    }
    if (browserOptions.includes(name)) browser = true
    if (name !== 'browser') passed.push(word)
    if (valued.includes(name) && !word.includes('=') && index + 1 < args.length) passed.push(args[++index])
  }
  const informs = ['--help', '-h', '--version', '-v'].some(word => passed.includes(word))
  return { browser, passed, unknown, informs }
}

/** The known option a mistyped one is closest to, or undefined. */
export function closestOption(word) {
  const name = word.replace(/^-+/, '').split('=')[0]
  const ranked = [...browserOptions, ...commonOptions].map(known => ({ known, distance: editDistance(name, known) })).toSorted((a, b) => a.distance - b.distance)
  return ranked[0].distance <= Math.max(2, ranked[0].known.length / 3) ? ranked[0].known : undefined
}

function editDistance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]
}
