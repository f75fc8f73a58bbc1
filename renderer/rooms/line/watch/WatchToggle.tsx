import { Button } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import type { LineId } from '../../../../shared/model/common.ts'
import { useSelected, useStores } from '../../../app/StoresContext.tsx'
import { isActive } from '../../../stores/watch.ts'
import { useText } from '../../../text.tsx'

/** *Watch this line*, or stops it. */
export function WatchToggle({ lineId, offline }: { lineId: LineId; offline: boolean }) {
  const text = useText()
  const { watch } = useStores()
  const known = useSelected(watch, state => state.watches !== null)
  const watched = useSelected(watch, state => state.watches?.some(each => each.lineId === lineId && isActive(each)) === true)
  const asking = useSelected(watch, state => state.asking[lineId] === true)
  return (
    <Button
      px="sm"
      variant="default"
      leftSection={watched ? <IconEyeOff size={18} aria-hidden /> : <IconEye size={18} aria-hidden />}
      disabled={!known || asking || (offline && !watched)}
      onClick={() => void (watched ? watch.stop(lineId) : watch.start(lineId))}
    >
      {text(asking && !watched ? 'watch.starting' : watched ? 'watch.stop' : 'watch.start')}
    </Button>
  )
}
