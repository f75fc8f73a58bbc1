import { Button } from '@mantine/core'
import panel from '../../app/Panel.module.css'
import { goTo } from '../../app/route.ts'
import { useSelected, useStores } from '../../app/StoresContext.tsx'
import { CallFailureNote } from '../../parts/FailureNote.tsx'
import { useText } from '../../text.tsx'

/** The first screen while there is no operator: the lab network beside adding one's own. */
export function Welcome() {
  const text = useText()
  const { app } = useStores()
  const demo = useSelected(app, state => state.status?.demo ?? false)
  const busy = useSelected(app, state => state.busy === 'demo')
  const failure = useSelected(app, state => state.failure)
  return (
    <div className={`${panel.panel} ${panel.wide}`}>
      <h1>{text('welcome.title')}</h1>
      <p className={panel.quiet}>{text('welcome.lead')}</p>
      <div className={panel.choices}>
        {!demo && (
          <div className={panel.choice}>
            <h2>{text('welcome.demo.title')}</h2>
            <p>{text('welcome.demo.text')}</p>
            <Button loading={busy} autoFocus onClick={() => void app.startDemo()}>{text('welcome.demo.go')}</Button>
          </div>
        )}
        <div className={panel.choice}>
          <h2>{text('welcome.add.title')}</h2>
          <p>{text('welcome.add.text')}</p>
          <Button variant="default" onClick={() => goTo({ room: 'settings', section: 'accounts', account: 'new' })}>
            {text('welcome.add.go')}
          </Button>
        </div>
      </div>
      {failure !== null && <CallFailureNote failure={failure} />}
    </div>
  )
}
