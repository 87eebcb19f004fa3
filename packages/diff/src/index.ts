/**
 * Two rendered states to a plan: what is added, changed, restarted, recreated, pruned or refused, and why.
 * Never here: disk, processes, the clock, another stage of the pipeline.
 */
export type { Comparison } from './compare/compare-sides.ts';
export { compareSides } from './compare/compare-sides.ts';
export { judges } from './effects/judges.ts';
export type { Effect, RuleEffect } from './model/effect.ts';
export type { FieldChange, Noise } from './model/field-change.ts';
export type { EmbeddedText, FieldPath, ListEntry, PathSegment } from './model/field-path.ts';
export { fieldText } from './model/field-path.ts';
export type { Json, JsonMap } from './model/json.ts';
export type { AccessRequest, Hook, Knowledge, PodSecurityLevel, SyncPhase, SyncStep } from './model/knowledge.ts';
export type { Match, MatchedChange, ObjectChange, Verb } from './model/object-change.ts';
export { verbSigns, verbs } from './model/object-change.ts';
export type { Place } from './model/place.ts';
export type {
  Amounts,
  ApplicationSummary,
  ApplicationTimeline,
  CostDelta,
  Plan,
  PlanCounts,
  SideFinding,
  TimelineStep,
} from './model/plan.ts';
export type { Need, Rule, RuleContext, World } from './model/rule.ts';
export type { Severity } from './model/severity.ts';
export { compareSeverities, severities, worstSeverity } from './model/severity.ts';
export type { Side, SideApplication, SideObject } from './model/side.ts';
export type { Waiver } from './model/waiver.ts';
export type { Judges, PlanOptions } from './plan/make-plan.ts';
export { makePlan } from './plan/make-plan.ts';
export type { Wanted } from './plan/needs.ts';
export { wantedBy } from './plan/needs.ts';
export type { Format } from './report/formats.ts';
export { formats, loadReport } from './report/formats.ts';
export type { Report, ReportOptions } from './report/report.ts';
