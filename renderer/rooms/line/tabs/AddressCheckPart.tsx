import type { LineView } from '../../../../shared/contract/lines.ts'
import { formatRoute } from '../../../app/route.ts'
import { addressQueryOfLine } from '../../../stores/addressDraft.ts'
import { useText } from '../../../text.tsx'
import { CheckContent } from '../../addresses/CheckContent.tsx'
import { PartFrame } from '../PartFrame.tsx'
import styles from './Tabs.module.css'

/** What reaches the address as the line's own system tells it, and the way to ask every system. */
export function AddressCheckPart({ view: { line, addressCheck } }: { view: Pick<LineView, 'line' | 'addressCheck'> }) {
  const text = useText()
  const query = addressQueryOfLine(line.address)
  return (
    <PartFrame part="addressCheck" title={text('addressCheck.title')}>
      {addressCheck === null ? <p className={styles.quiet}>{text('addressCheck.notYet')}</p> : <CheckContent check={addressCheck} />}
      {query !== null && <p><a className={styles.phone} href={formatRoute({ room: 'addresses', query })}>{text('addresses.fromLine.all')}</a></p>}
    </PartFrame>
  )
}
