import { Button } from '@mantine/core'
import { IconBraces, IconFileTypePdf, IconLockShare, IconPrinter, IconTable, IconTicket } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { ticketFormOf } from '../../../../shared/model/ticketFields.ts'
import type { Ticket } from '../../../../shared/model/ticket.ts'
import type { Visit } from '../../../../shared/model/visit.ts'
import { goTo } from '../../../app/route.ts'
import { useSelected, useStores } from '../../../app/StoresContext.tsx'
import { useClient } from '../../../clientContext.tsx'
import { ErrorNote } from '../../../parts/FailureNote.tsx'
import { saveFile } from '../../../parts/fileContent.ts'
import { formatInFull } from '../../../parts/localTime.ts'
import { windowId } from '../../../stores/windowId.ts'
import { useText } from '../../../text.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { printPdf } from './printPdf.ts'
import { ticketsForPdf } from './ticketsForPdf.ts'
import styles from './Evidence.module.css'

type Making = 'pdf' | 'print' | 'attach' | 'json' | 'csv'

/** What the visit leaves in writing: PDF, data, and the file for a colleague. */
export function Evidence({ visit }: { visit: Visit }) {
  const text = useText()
  const client = useClient()
  const { visits, accounts } = useStores()
  const isOurs = useSelected(accounts, state => state.accounts?.some(({ id }) => id === visit.accountId) === true) && visit.state !== 'received'
  const [making, setMaking] = useState<Making | null>(null)
  const [said, setSaid] = useState('')
  const [failure, setFailure] = useState<unknown>(null)
  const [exporting, setExporting] = useState(false)
  const [onLine, setOnLine] = useState<readonly Ticket[]>([])
  const { id, lineId } = visit
  const form = ticketFormOf(lineId)
  const takesFiles = form?.files === true
  useEffect(() => {
    if (!isOurs || !takesFiles) return undefined
    const left = new AbortController()
    // Without a network there are only those written on the visit.
    client.tickets.forLine({ lineId }, { signal: left.signal }).then(({ tickets }) => setOnLine(tickets), () => undefined)
    return () => left.abort()
  }, [client, lineId, isOurs, takesFiles])
  const make = async (what: Making, work: () => Promise<string>): Promise<void> => {
    setMaking(what)
    setFailure(null)
    setSaid('')
    try {
      setSaid(await work())
    } catch (error) {
      setFailure(error)
    }
    setMaking(null)
  }
  const save = (what: 'pdf' | 'json' | 'csv'): void => void make(what, async () => {
    const file = await client.visits[what]({ id })
    saveFile(file)
    return text('visit.evidence.made', { file: file.fileName })
  })
  const print = (): void => void make('print', async () => {
    const file = await client.visits.pdf({ id })
    if (printPdf(file)) return ''
    saveFile(file)
    return text('visit.evidence.printHow', { file: file.fileName })
  })
  const attachToNew = (): void => void make('attach', async () => {
    const { fileId, fileName, bytes } = await client.visits.attachPdf({ id })
    const { draft } = await client.tickets.draft({ lineId, window: windowId })
    // An earlier PDF of this visit makes way.
    const files = [...(draft.files ?? []).filter(({ name }) => name !== fileName), { fileId, name: fileName, bytes }]
    await client.tickets.saveDraft({ ...draft, files, window: windowId })
    visits.askForTicket(lineId)
    goTo({ room: 'line', lineId })
    return ''
  })
  const attachTo = (ticket: ReturnType<typeof ticketsForPdf>[number]): void => void make('attach', async () => {
    const { fileId } = await client.visits.attachPdf({ id })
    const body = text('visit.evidence.comment', { at: formatInFull(visit.startedAt, text.language) })
    await client.outbox.addComment({ lineId, ticket, body, fileIds: [fileId] })
    return ticket.at === 'system' ? text('visit.evidence.attached', { id: ticket.ticketId }) : text('visit.evidence.attachedWaiting')
  })
  const button = (what: Making, label: string, Icon: typeof IconTable, onClick: () => void, key: string = what) => (
    <Button
      key={key} variant="default" leftSection={<Icon size={18} aria-hidden />} loading={making === what} disabled={making !== null} onClick={onClick}
    >
      {label}
    </Button>
  )
  return (
    <section className={styles.evidence} aria-labelledby="visit-evidence">
      <h2 id="visit-evidence">{text('visit.evidence')}</h2>
      <div className={styles.buttons}>
        {button('pdf', text('visit.evidence.pdf'), IconFileTypePdf, () => save('pdf'))}
        {button('print', text('visit.evidence.print'), IconPrinter, print)}
        {isOurs && takesFiles && ticketsForPdf(visit, onLine).map(ticket => button(
          'attach', ticket.at === 'system' ? text('visit.evidence.attachTo', { id: ticket.ticketId }) : text('visit.evidence.attachWaiting'),
          IconTicket, () => attachTo(ticket), ticket.at === 'system' ? ticket.ticketId : ticket.entryId,
        ))}
        {isOurs && takesFiles && button('attach', text('visit.evidence.attach'), IconTicket, attachToNew)}
        {button('csv', text('visit.evidence.csv'), IconTable, () => save('csv'))}
        {button('json', text('visit.evidence.json'), IconBraces, () => save('json'))}
        <Button variant="default" leftSection={<IconLockShare size={18} aria-hidden />} disabled={making !== null} onClick={() => setExporting(true)}>
          {text('visit.evidence.colleague')}
        </Button>
      </div>
      {isOurs && form?.files === false && <p className={styles.said}>{text('tickets.form.noFiles')}</p>}
      <p className={styles.said} role="status">{making === null ? said : text('visit.evidence.making')}</p>
      {failure !== null && <ErrorNote error={failure} />}
      {exporting && (
        <ExportDialog
          visitId={id} onClose={file => {
            setExporting(false)
            if (file !== null) setSaid(text('visit.evidence.made', { file }))
          }}
        />
      )}
    </section>
  )
}
