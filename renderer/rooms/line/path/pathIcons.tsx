import { IconCloud, IconHome, IconRouter, IconServer2, IconTransfer } from '@tabler/icons-react'
import type { PathPartName } from '../../../../shared/model/verdict.ts'

/** The operator's box at the end of a fibre: a case with its lamps, the fibre coming in from the left. */
function OntIcon() {
  return (
    <svg
      viewBox="0 0 24 24"
      width="26"
      height="26"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      <path d="M6 5.5h13a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 17V7A1.5 1.5 0 0 1 6 5.5Z M1.5 12h3" />
      <path d="M8 9.2h.01M8 12h.01M8 14.8h.01" strokeWidth="2.2" />
      <path d="M12.5 10h4.5v4h-4.5Z" />
    </svg>
  )
}

const size = { size: 27, stroke: 1.6, 'aria-hidden': true } as const

/** What stands at a part of the path; the line itself is drawn as a cable. */
export function PartIcon({ part, kind }: { part: PathPartName; kind: string }) {
  if (kind === 'mediaConverter') return <IconTransfer {...size} />
  switch (part) {
    case 'network':
      return <IconCloud {...size} />
    case 'accessNode':
      return <IconServer2 {...size} />
    case 'terminal':
      return <OntIcon />
    case 'router':
      return <IconRouter {...size} />
    case 'home':
      return <IconHome {...size} />
    case 'line':
      return null
  }
}
