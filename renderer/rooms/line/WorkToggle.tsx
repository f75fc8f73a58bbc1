import { Button } from '@mantine/core'
import { IconCalendarMinus, IconCalendarPlus } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { LineId } from '../../../shared/model/common.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'

/** Takes the line into *My work*, or off it; a pinned one is work too, and is unpinned then. */
export function WorkToggle({ lineId, pinned }: { lineId: LineId; pinned: boolean }) {
  const text = useText()
  const { work, find } = useStores()
  const holds = useSelected(work, state => state.holds[lineId])
  const failure = useSelected(work, state => state.changeFailure)
  useEffect(() => { void work.look(lineId) }, [work, lineId])
  const isWork = pinned || holds === true
  const takeOff = async (): Promise<void> => {
    if (pinned) await find.pin(lineId, false)
    await work.remove(lineId)
  }
  const [Icon, words] = isWork ? [IconCalendarMinus, 'work.line.off'] as const : [IconCalendarPlus, 'work.line.add'] as const
  return (
    <>
      <Button
        variant="subtle" disabled={holds === undefined} leftSection={<Icon size={18} aria-hidden />}
        title={text(pinned ? 'work.remove.pinned' : 'work.line.hint')} onClick={() => void (isWork ? takeOff() : work.addLine(lineId))}
      >
        {text(words)}
      </Button>
      {failure !== null && <CallFailureNote failure={failure} />}
    </>
  )
}
