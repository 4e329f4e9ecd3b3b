import EngageEntry
import EngageFiles
import EngageModel
import EngageStore
import FoundationEssentials
import Glibc

/// A survey that was made by questions and can be changed so: its file says what was typed, and nobody has answered it.
struct MadeSurvey {
  /// What was typed, up to where it was agreed to.
  let draft: SurveyInterviewDraft

  /// Where what was typed is kept after the survey is written.
  static func path(_ survey: Survey.ID, in workspace: Workspace) -> String {
    "\(workspace.surveysFolder)/.made-survey-\(survey).json"
  }

  /// - Returns: `nil` where there is no such survey.
  /// - Throws: `Diagnostic` that says how to change one that can't be changed so.
  init?(named name: String, in workplace: Workplace) throws {
    let workspace = workplace.workspace
    let id = Survey.ID(name)
    guard let last = workspace.surveyVersions(of: id).last else { return nil }
    let old = workspace.shown(workspace.surveyPath(id, version: last))
    let stored = try workplace.existingStore()?.versions(of: id) ?? []
    guard stored.isEmpty else {
      let new = workspace.shown(workspace.surveyPath(id, version: last + 1))
      throw Diagnostic(
        rule: "file-exists",
        message: "there is a survey \(name) already, with answers, and it is left as it is", file: old,
        hint:
          "for a changed form, copy it: cp \(old) \(new), write version: \(last + 1) in the copy, and change what is different"
      )
    }
    guard let kept = MadeSurvey.kept(id, in: workspace), last == 1,
      SurveyInterview(surroundings: InterviewShelf(workspace).surroundings, changing: kept).survey
        == workspace.readSurvey(id).value
    else {
      let new = workspace.shown(workspace.surveyPath(id, version: last + 1))
      throw Diagnostic(
        rule: "file-exists",
        message: "there is a survey \(name) already, and its file says more than these questions know",
        file: old,
        hint:
          "nobody has answered it yet: change it in the file, then: engage survey check \(name); or keep it, and begin \(new) as a copy with version: \(last + 1)"
      )
    }
    draft = kept
  }

  private static func kept(_ survey: Survey.ID, in workspace: Workspace) -> SurveyInterviewDraft? {
    // Without it, or where it is of another Engage, the file itself is what there is to change.
    guard let bytes = try? WholeFile.bytes(path(survey, in: workspace)),
      let draft = try? JSONDecoder().decode(SurveyInterviewDraft.self, from: Data(bytes)), draft.isReadable
    else { return nil }
    return draft
  }
}
