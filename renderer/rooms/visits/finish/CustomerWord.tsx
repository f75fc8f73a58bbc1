import type { Visit } from '../../../../shared/model/visit.ts'
import { Moment } from '../../../parts/Moment.tsx'
import { useText } from '../../../text.tsx'
import { usePhoto } from '../timeline/usePhoto.ts'
import styles from './Summing.module.css'

function Signature({ visitId, name, fileId }: { visitId: string; name: string; fileId: string }) {
  const text = useText()
  const signature = usePhoto(visitId, 'signature', fileId)
  if (signature === null) return null
  if (signature === 'broken') return <p className={styles.quiet}>{text('visit.photo.broken')}</p>
  return <img className={styles.signature} src={signature.url} alt={text('visit.confirm.signature', { name })} />
}

/** The customer's confirmation, or that there is none. */
export function CustomerWord({ visit }: { visit: Visit }) {
  const text = useText()
  const { confirmation } = visit
  if (confirmation === null && visit.state === 'open') return null
  return (
    <section className={styles.word} aria-labelledby="visit-confirmation">
      <h2 id="visit-confirmation">{text('visit.confirm.title')}</h2>
      {confirmation === null ? <p className={styles.quiet}>{text('visit.confirm.none')}</p> : (
        <>
          <p>{text('visit.confirm.given', { name: confirmation.name })}, <Moment at={confirmation.at} /></p>
          {confirmation.signatureFileId !== null && (
            <Signature key={confirmation.signatureFileId} visitId={visit.id} name={confirmation.name} fileId={confirmation.signatureFileId} />
          )}
        </>
      )}
    </section>
  )
}
