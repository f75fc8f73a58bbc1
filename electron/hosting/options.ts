import { readFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { StartFailure } from './startFailure.ts'

const definitions = {
  'port': { type: 'string' },
  'data-dir': { type: 'string' },
  'demo': { type: 'boolean' },
  'no-open': { type: 'boolean' },
  'passphrase-file': { type: 'string' },
  'passphrase-stdin': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
  'version': { type: 'boolean', short: 'v' },
} as const

/** Names of the options, as typed after `--`. */
export const optionNames: readonly string[] = Object.keys(definitions)

export const helpText = `Lineside: find a customer's line, test it, read the verdict.

  npm start                       opens the desktop app, or the browser where Electron is not available
  npm start -- --browser          opens it in the browser

Options after \`npm start --\`:
  --browser                 serve this machine's browser instead of opening a window
  --no-open                 only print the address (implies --browser)
  --port NUMBER             port on 127.0.0.1, 0 for any free one (implies --browser; default 0)
  --data-dir DIRECTORY      where the data lives (default: the user's data directory)
  --demo                    start with the built-in lab network, on demo data of its own
  --passphrase-file FILE    unlock with the passphrase in FILE instead of the keychain
  --passphrase-stdin        unlock with the passphrase on standard input
  --help, --version
`

export type HostOptions = {
  readonly show: 'app' | 'help' | 'version'
  readonly port: number
  readonly dataDirectory: string | undefined
  readonly demo: boolean
  readonly open: boolean
  readonly passphraseFrom: { readonly file: string } | 'stdin' | undefined
}

/** Reads the command line. Throws StartFailure (exit code 2) that names the wrong option, and the one probably meant. */
export function parseOptions(args: readonly string[]): HostOptions {
  const { tokens } = parseArgs({ args: [...args], options: definitions, strict: false, allowPositionals: true, tokens: true })
  const texts = new Map<string, string>()
  const flags = new Set<string>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') throw new StartFailure(`Lineside does not know what to do with "${token.value}". Options start with --; see --help.`, 2)
    const definition = definitions[token.name as keyof typeof definitions] as { type: string } | undefined
    if (definition === undefined) throw new StartFailure(unknownOption(token.rawName), 2)
    if (definition.type === 'string') {
      if (token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('--'))) {
        throw new StartFailure(`${token.rawName} needs a value, for example ${example(token.name)}.`, 2)
      }
      texts.set(token.name, token.value)
    } else {
      if (token.value !== undefined) throw new StartFailure(`${token.rawName} takes no value.`, 2)
      flags.add(token.name)
    }
  }
  const file = texts.get('passphrase-file')
  if (file !== undefined && flags.has('passphrase-stdin')) throw new StartFailure('Give either --passphrase-file or --passphrase-stdin, not both.', 2)
  const dataDirectory = texts.get('data-dir')
  return {
    show: flags.has('help') ? 'help' : flags.has('version') ? 'version' : 'app',
    port: parsePort(texts.get('port') ?? '0'),
    dataDirectory: dataDirectory === undefined ? undefined : path.resolve(dataDirectory),
    demo: flags.has('demo'),
    open: !flags.has('no-open'),
    passphraseFrom: file === undefined ? (flags.has('passphrase-stdin') ? 'stdin' : undefined) : { file: path.resolve(file) },
  }
}

/** The desktop's options among Electron's and Chromium's own. Throws StartFailure. */
export function parseDesktopOptions(argv: readonly string[]): HostOptions {
  const ours: string[] = []
  for (const [index, word] of argv.entries()) {
    if (/^--(demo|passphrase-stdin)$|^--(data-dir|passphrase-file)=/.test(word)) ours.push(word)
    else if (word === '--data-dir' || word === '--passphrase-file') ours.push(word, ...argv.slice(index + 1, index + 2))
  }
  return parseOptions(ours)
}

/** The passphrase the options point at, without its line end; undefined where none was asked for. Throws StartFailure. */
export async function readPassphrase(from: HostOptions['passphraseFrom'], stdin: () => NodeJS.ReadableStream): Promise<string | undefined> {
  if (from === undefined) return undefined
  const where = from === 'stdin' ? 'standard input' : from.file
  let content: string
  try {
    content = from === 'stdin' ? await text(stdin()) : readFileSync(from.file, 'utf8')
  } catch (error) {
    throw new StartFailure(`The passphrase file ${where} cannot be read.`, 1, { cause: error })
  }
  const passphrase = content.replace(/\r?\n$/, '')
  if (passphrase.length < 8 || passphrase.length > 500) {
    throw new StartFailure(`The passphrase from ${where} must have 8 to 500 characters; it has ${passphrase.length}.`)
  }
  return passphrase
}

function parsePort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN
  if (!(port <= 65_535)) throw new StartFailure(`--port must be a number from 0 to 65535, not "${value}".`, 2)
  return port
}

function example(name: string): string {
  return name === 'port' ? '--port 8420' : name === 'data-dir' ? '--data-dir ./data' : '--passphrase-file ./passphrase.txt'
}

function unknownOption(rawName: string): string {
  const name = rawName.replace(/^-+/, '')
  const closest = [...optionNames, 'browser'].map(known => ({ known, distance: editDistance(name, known) })).toSorted((a, b) => a.distance - b.distance)[0]
  const hint = closest !== undefined && closest.distance <= Math.max(2, closest.known.length / 3) ? ` Did you mean --${closest.known}?` : ''
  return `Lineside has no option ${rawName}.${hint} See --help for all of them.`
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length] ?? 0
}
