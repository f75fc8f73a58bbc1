import { ActionIcon, Button } from '@mantine/core'
import { IconArrowLeft, IconMapPin, IconPin, IconPinFilled, IconRefresh } from '@tabler/icons-react'
import type { LineView } from '../../../shared/contract/lines.ts'
import type { Line } from '../../../shared/model/line.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { AccountMark } from '../../parts/AccountMark.tsx'
import { Age } from '../../parts/Age.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { ExternalLink } from '../../parts/ExternalLink.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { LineOnline } from '../../parts/OnlineMark.tsx'
import { useText } from '../../text.tsx'
import { premisesWords } from './access/AccessDetails.tsx'
import { HeadingFacts } from './HeadingFacts.tsx'
import { headingName, idWords } from './headingWords.ts'
import { useLine } from './lineStoreContext.tsx'
import { WorkToggle } from './WorkToggle.tsx'
import styles from './Heading.module.css'

/** Where the line is on a map: by coordinates where known, else by address. */
export function mapUrl({ address }: Pick<Line, 'address'>): string {
  if (address.latitude !== null && address.longitude !== null) {
    const place = `${address.latitude}/${address.longitude}`
    return `https://www.openstreetmap.org/?mlat=${address.latitude}&mlon=${address.longitude}#map=18/${place}`
  }
  const words = [address.street, address.houseNumber, address.postcode, address.city, address.country].filter(Boolean).join(' ')
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(words)}`
}

/** Which line this is: address, account, NID, state, and how old what is shown is. */
export function Heading({ view, onBack }: { view: LineView; onBack: (() => void) | undefined }) {
  const text = useText()
  const refreshing = useLine(state => state.refreshing)
  const refresh = useLine(state => state.refresh)
  const { find } = useStores()
  const { line, summary } = view
  const { premisesType: premises, accessState } = line.access ?? { premisesType: null, accessState: null }
  const made = [line.technology, line.supplier].filter(Boolean).join(' · ')
  const references = [...new Set(line.access?.subscriptions.flatMap(({ spReference }) => spReference ?? []))].slice(0, 2)
  const pinned = useSelected(find, state => state.pins[line.id] ?? summary.pinned)
  const pinFailure = useSelected(find, state => state.pinFailure?.lineId === line.id ? state.pinFailure.failure : null)
  return (
    <header className={styles.heading}>
      <div className={styles.top}>
        {onBack !== undefined && (
          <ActionIcon aria-label={text('line.back')} title={text('line.back')} onClick={onBack}>
            <IconArrowLeft size={22} aria-hidden />
          </ActionIcon>
        )}
        <div className={styles.address}>
          <h1>{summary.street === '' ? headingName(line) ?? text('line.noAddress') : summary.street}</h1>
          <span className={styles.place}>{summary.place}</span>
          {summary.street + summary.place !== '' && (
            <ExternalLink href={mapUrl(line)} className={styles.map ?? ''}>
              <IconMapPin size={18} aria-hidden /> {text('line.map')}
            </ExternalLink>
          )}
        </div>
        <div className={styles.tools}>
          <Button
            variant="subtle"
            aria-pressed={pinned}
            onClick={() => void find.pin(line.id, !pinned)}
            leftSection={pinned ? <IconPinFilled size={18} aria-hidden /> : <IconPin size={18} aria-hidden />}
          >
            {text(pinned ? 'line.pinned' : 'line.pin')}
          </Button>
          <WorkToggle lineId={line.id} pinned={pinned} />
          <Button
            variant="subtle"
            leftSection={<IconRefresh size={18} aria-hidden />}
            disabled={refreshing}
            onClick={() => void refresh()}
          >
            {text(refreshing ? 'line.refreshing' : 'line.refresh')}
          </Button>
        </div>
      </div>
      <div className={styles.facts} data-indented={onBack !== undefined}>
        <AccountMark accountId={line.accountId} />
        <span className={styles.nid}>
          {line.nativeId === null ? (
            text(idWords(line).none)
          ) : (
            <>
              <span className="mono">{line.nativeId}</span>
              <CopyButton value={line.nativeId} label={text(idWords(line).copy)} />
            </>
          )}
        </span>
        {made !== '' && <span>{made}</span>}
        {premises !== null && <span>{premisesWords(text, premises)}</span>}
        <span>
          {line.state === null ? text('lineState.none') : text(`lineState.${line.state}`)}
          {accessState !== null && <span className={styles.raw}> ({accessState})</span>}
        </span>
        <LineOnline lineId={line.id} online={line.online} />
        {references.map(reference => (
          <span key={reference} className={styles.nid}>
            {text('access.spReference')} <span className="mono">{reference}</span>
            <CopyButton value={reference} label={text('access.copy', { what: reference })} />
          </span>
        ))}
        {summary.gone && <strong className={styles.gone}>{text('line.gone')}</strong>}
        <span className={styles.age}>
          <Age at={view.parts.find(part => part.part === 'line')?.at ?? line.seenAt} limitMinutes={24 * 60} />
        </span>
      </div>
      <HeadingFacts line={line} />
      {pinFailure !== null && <CallFailureNote failure={pinFailure} />}
    </header>
  )
}
