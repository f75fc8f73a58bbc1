import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Visit } from '../../../shared/model/visit.ts'
import { goTo } from '../../app/route.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { useText } from '../../text.tsx'
import { useVisit } from './visitStoreContext.tsx'

/** *Remove visit*, which says what goes and what stays. */
export function RemoveVisit({ visit }: { visit: Visit }) {
  const text = useText()
  const [asking, setAsking] = useState(false)
  const remove = useVisit(state => state.remove)
  return (
    <>
      <Button variant="subtle" color="gray" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => setAsking(true)}>
        {text('visit.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={text('visit.remove.title')} confirmLabel={text('visit.remove')} cancelLabel={text('visit.remove.keep')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            void remove().then(gone => { if (gone) goTo({ room: 'visits', visitId: null, finishing: false }) })
          }}
        >
          <p>{text('visit.remove.effect', { line: visit.label })}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
