import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AccountId } from '../../../shared/model/common.ts'
import type { TicketComment } from '../../../shared/model/ticket.ts'
import { useAccount } from '../../app/StoresContext.tsx'
import { useClient } from '../../clientContext.tsx'
import { byteWords } from '../../parts/bytes.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { ExternalLink } from '../../parts/ExternalLink.tsx'
import { useText } from '../../text.tsx'
import { attachmentPlace } from './attachmentPlace.ts'
import styles from './TicketsRoom.module.css'

type TicketAttachmentProps = { attachment: TicketComment['attachments'][number]; accountId: AccountId }

/**
 * A file on a ticket: opened outside Lineside, at the operator's own address at once, at another one after a question, else not.
 */
export function TicketAttachment({ attachment: { name, url, bytes }, accountId }: TicketAttachmentProps) {
  const text = useText()
  const client = useClient()
  const [asking, setAsking] = useState(false)
  const place = attachmentPlace(url, useAccount(accountId)?.baseUrl ?? null)
  const size = bytes === null ? null : <span className={styles.quiet}>{byteWords(bytes, text.language)}</span>
  const open = (href: string): void => {
    setAsking(false)
    const openHere = (): void => void window.open(href, '_blank', 'noopener,noreferrer')
    client.app.openExternal({ url: href }).then(({ opened }) => {
      if (!opened) openHere()
    }, openHere)
  }
  return (
    <li className={styles.attachment}>
      {place.is === 'own' && <ExternalLink href={place.href}>{name}</ExternalLink>}
      {place.is === 'other' && (
        <Button variant="subtle" px="xs" aria-label={text('tickets.attachment.open', { name })} onClick={() => setAsking(true)}>
          {name}
        </Button>
      )}
      {place.is === 'unsafe' && <span>{text('tickets.attachment.unsafe', { name })}</span>}
      {size}
      {asking && place.is === 'other' && (
        <ConfirmDialog
          title={text('tickets.attachment.title')}
          confirmLabel={text('tickets.attachment.confirm')}
          cancelLabel={text('tickets.attachment.leave')}
          harmless
          onCancel={() => setAsking(false)}
          onConfirm={() => open(place.href)}
        >
          <p>{text('tickets.attachment.effect', { name, host: place.host })}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
