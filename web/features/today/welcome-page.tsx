import { useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { paths } from '../../paths.ts'
import { Loaded } from '../../shell/loaded.tsx'
import { Page } from '../../shell/page.tsx'
import { trpc } from '../../trpc.ts'
import { Icon } from '../../ui/icons.tsx'
import type { ListedResume } from '../resumes/resume-row.tsx'
import { WelcomeFacts } from './welcome-facts.tsx'
import { WelcomeMatch } from './welcome-match.tsx'
import { WelcomeResume } from './welcome-resume.tsx'
import {
  currentStep,
  isDone,
  stepTitles,
  welcomeSteps,
  type Progress,
  type WelcomeStep,
} from './welcome-steps.ts'
import { WelcomeTargets } from './welcome-targets.tsx'
import './welcome.css'

/** The first five minutes: résumé, facts, what one looks for, first matches. Each can be left out or done later. */
export function WelcomePage() {
  const [query] = useSearchParams()
  const resumes = trpc.resumes.list.useQuery({})
  const targets = trpc.targets.list.useQuery()
  const counts = trpc.matches.counts.useQuery()
  // Where one stands is known when all three are there; the last to fail says why it isn't.
  const waiting = [resumes, targets, counts].find(({ data }) => data === undefined)
  if (waiting) {
    return (
      <Page title="Welcome">
        <Loaded query={{ ...waiting, data: undefined }}>{() => null}</Loaded>
      </Page>
    )
  }
  const own = resumes.data?.items.filter(({ isSample }) => !isSample) ?? []
  const resume = own.find(({ state }) => state === 'ready') ?? null
  const progress: Progress = {
    hasResume: resume !== null,
    factsToConfirm: resume ? resume.factCount - resume.confirmedCount : 0,
    hasTarget: (targets.data?.items.length ?? 0) > 0,
    hasMatch: (counts.data?.total ?? 0) > 0,
  }
  const step = currentStep(query.get('step'), progress)
  return (
    <Page
      title="Welcome"
      tabTitle={`Welcome: ${stepTitles[step].toLowerCase()}`}
      intro="Four steps, about five minutes. Leave one out or come back to it whenever you like; nothing you did is lost."
    >
      <StepBar step={step} progress={progress} />
      <StepContent
        step={step}
        resume={resume}
        reading={own.find(({ state }) => state === 'reading') ?? null}
      />
      <p className="small quiet">
        <Link to={paths.today()}>Leave this for now and go to Today</Link>
      </p>
    </Page>
  )
}

function StepBar({ step, progress }: { step: WelcomeStep; progress: Progress }) {
  return (
    <nav aria-label="Steps">
      <ol className="plain-list welcome-steps">
        {welcomeSteps.map((each, index) => (
          <li key={each}>
            <Link to={paths.welcome(each)} aria-current={each === step ? 'step' : undefined}>
              <span className="welcome-number" aria-hidden="true">
                {isDone(each, progress) ? <Icon name="check" width={14} height={14} /> : index + 1}
              </span>
              <span>
                {stepTitles[each]}
                {isDone(each, progress) && <span className="visually-hidden">, done</span>}
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface StepContentProps {
  step: WelcomeStep
  /** The newest of their own that was read. */
  resume: ListedResume | null
  reading: ListedResume | null
}

/** The step itself; on another one the keyboard and screen readers begin at its top. */
function StepContent({ step, resume, reading }: StepContentProps) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    place.current?.focus()
  }, [step])
  return (
    <div ref={place} tabIndex={-1} className="welcome-step">
      {step === 'resume' && <WelcomeResume resume={resume} reading={reading} />}
      {step === 'facts' && <WelcomeFacts resume={resume} reading={reading} />}
      {step === 'targets' && <WelcomeTargets />}
      {step === 'match' && <WelcomeMatch resume={resume} />}
    </div>
  )
}
