// `npm run docs`: writes docs/triage.md from the rules and their English words.
import { writeFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import type { RuleSource } from '../shared/model/verdict.ts'
import { en } from '../shared/text/en/index.ts'
import { hasText } from '../shared/text/text.ts'
import type { Rule } from '../shared/triage/rule.ts'
import { rules, unsettledId } from '../shared/triage/triage.ts'

const families: readonly (readonly [heading: string, ofFamily: (id: string) => boolean, intro: string])[] = [
  ['G: the data and the service', id => /^G\d/.test(id), 'Reports, orders and provisioning as the system gives them.'],
  ['F: point-to-point fibre', id => /^F\d/.test(id), 'Measured at the operator’s module (fibre check), and in an open network at the access port and at the CPE; which end it is, the words say. Optics are judged only after admin state and link: of a port that is shut nothing is said.'],
  ['P: passive optical networks', id => /^P\d/.test(id), 'XGS-PON where the box’s type says so, else GPON where the connection says so, else the looser limit of both.'],
  ['S: copper, single-ended test (SELT)', id => /^S\d/.test(id), 'Against the known length: what the engineer entered, else the cable length of the address check, else a DELT.'],
  ['D: copper, dual-ended test (DELT)', id => /^D\d/.test(id), 'Of a bonded line every pair is judged, and the worst is named.'],
  ['L: ports, addresses and PC', id => /^L\d/.test(id), 'L5 to L8 and L10 to L12 look at an access of an open network (ON-API): access switch, access port, tables of the switch, CPE. An empty reply says nothing; only an empty table does.'],
  ['A: authentication log', id => /^A\d/.test(id), 'Circuits that log in by PPP; windows and ages by the system’s clock.'],
  ['V: services of a reseller platform', id => /^V\d/.test(id), 'From its live answers: telephony accounts and mobile data.'],
  ['X, C, H: across tests, neighbours and time', id => /^[XCH]\d/.test(id), 'C1, D14 and X3 look at what the other rules found.'],
  ['What is well, and what nothing explains', id => !/^[A-Z]\d/.test(id), 'These stand where no row of the table speaks.'],
]

const sourceKinds: Readonly<Record<RuleSource['kind'], string>> = {
  standard: 'standard', systemDocument: 'the system’s document', vendor: 'vendor', operator: 'operator', community: 'community',
  experience: 'field experience', assumption: 'our assumption',
}

type Node = ReturnType<IntlMessageFormat['getAst']>[number]
const argument = 1
const select = 5
const plural = 6
const pound = 7
/** Words that stand for what is only known on a line. */
const standIns: Readonly<Record<string, string>> = { check: 'check', asked: 'check asked for', key: 'reading' }

/** A message in words: parameters in ‹›, alternatives between | in [], nothing where one of them is empty. */
function inWords(nodes: readonly Node[]): string {
  return nodes.map(node => {
    if (node.type === pound) return '‹n›'
    if (node.type === select || node.type === plural) {
      const standIn = standIns[node.value]
      const said = [...new Set(Object.values(node.options).map(({ value }) => inWords(value)).filter(each => each !== ''))]
      if (standIn !== undefined && said.length > 3) return `‹${standIn}›`
      return said.length < 2 && Object.keys(node.options).length < 2 ? said.join('') : `[${said.map(each => each.trim()).join(' | ')}]`
    }
    if ('value' in node && node.type === 0) return node.value
    return 'value' in node && node.type >= argument ? `‹${String(node.value)}›` : ''
  }).join('')
}

function words(id: string, what: 'title' | 'reason' | 'next'): string {
  const key = `finding.${id}.${what}`
  if (!hasText(key)) throw new Error(`no words for ${key}`)
  return inWords(new IntlMessageFormat(en[key], 'en').getAst())
    .replaceAll(/(\S)\[/g, '$1 [').replaceAll(/\s+/g, ' ').replaceAll('|]', ']').replaceAll('|', '\\|').trim()
}

const domainName = (domain: string): string => {
  const key = `domain.${domain}`
  return hasText(key) ? en[key] : domain
}

function row({ id, levels, domains, source, leads, aside, explains }: Rule): string {
  const manner = [leads === true ? 'leads as a fault' : '', aside === true ? 'never leads' : ''].filter(each => each !== '')
  return `| ${[
    id, [levels.join(', '), ...manner].join('; '), domains.map(domainName).join(', '), words(id, 'title'), words(id, 'reason'), words(id, 'next'),
    (explains ?? []).join(' '), `${sourceKinds[source.kind]}: ${source.reference.replaceAll('|', '\\|')}`,
  ].join(' | ')} |`
}

const columns = ['Rule', 'Level', 'Where, likeliest first', 'What it says', 'Because', 'Next', 'Explains', 'Source']

/** The page, from the rules as they are. */
export function triagePage(): string {
  const tables = families.flatMap(([heading, ofFamily, intro]) => {
    const own = rules.filter(({ id }) => ofFamily(id))
      .toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))
    return [
      `## ${heading}`, '', ...(intro === '' ? [] : [intro, '']),
      `| ${columns.join(' | ')} |`, `|${columns.map(() => '---').join('|')}|`, ...own.map(row), '',
    ]
  })
  return [...head, ...tables, ...tail].join('\n')
}

const head = [
  '# Triage: the rules behind a verdict', '',
  '<!-- Written by `npm run docs` from shared/triage and shared/text/en. Do not edit. -->', '',
  'Triage takes the line, its reports, authentication logs, address check, neighbours and the engineer’s observations, and gives findings:',
  'what is wrong, where, how sure that is, what it rests on and what to do next. It is pure: the same evidence gives the same verdict.',
  'A null is not a value: nothing that was not measured is ever a fault.', '',
  '## What leads', '',
  '1. A finding marked *leads as a fault*: it explains the rest whatever that says.',
  '2. Of findings that no other explains, the worst level: fault, warn, unknown, note, ok. Of equal ones the nearest to the customer.',
  '3. A finding that another explains stays in the list under its cause. Only a cause that is at least as bad explains by its row; what a',
  '   finding names for this very line (what is overtaken, what the neighbours have too, who sends nothing) it explains whatever its level.',
  '4. Findings about the data, *never leads*, stand behind those about the line.', '',
  'Newer evidence wins: a log-in accepted after a test says that the line came back (C1), a DELT in sync makes an older SELT history, and a',
  'log-in after the listed session state takes that back. Every age is reckoned with the system’s clock where the difference is known.', '',
  '## How sure', '',
  'High where two independent looks agree, medium for one plain test, low for one converted or deduced value. One step less each for:',
  'several possible domains; a reading that the operator itself doubts (P12); a finding that contradicts it (C1); nothing measured in the',
  'last two hours. *What would settle it* is the first step that is not known yet: what disturbs nobody and looks that cost nothing before',
  'tests, DELT before SELT, and SELT only where the finding asks for it.', '',
  '## Limits', '',
  'A reading is judged by its own band. Whose limit it is, in this order: the report’s own, the operator’s, the engineer’s, a standard’s, our',
  'assumption, a community’s rule of thumb. A community’s limit is never the sole ground for a fault.', '',
  'In the tables a value of the line stands in ‹ ›, alternatives in [ | ].', '',
]

const tail = [
  '## What the systems cannot feed', '',
  'Rules of the field need what an API may not give:', '',
  '- Nextpertise has no frame errors (L5), loop detection (L6), MAC table and lease of the access switch (L7, L8), nor the switch itself (L10).',
  '- Of its LAN port it has neither speed nor duplex: L4 has only the port’s setting and the interface speed of the fibre check.',
  '- Retrains and errored seconds: D11 goes by the operator’s word for stability.',
  '- P10 speaks where a report names the last cause of going down; the documented ones do not.',
  '- ON-API has no log of sessions and no last cause: L12 cannot tell power at the customer from a broken fibre without a look at the site.', '',
  `A line with reports that no rule can read is *${words(unsettledId, 'title').toLowerCase()}*: unknown is not bad.`, '',
]

if (import.meta.main) writeFileSync(new URL('../docs/triage.md', import.meta.url), triagePage())
