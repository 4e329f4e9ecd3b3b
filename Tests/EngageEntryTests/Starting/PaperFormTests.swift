import EngageFiles
import EngageModel
import EngageTesting
import Testing

@testable import EngageEntry

/// The shipped form of *We Stand Together*, typed in from paper.
@Suite struct PaperFormTests {
  static let lines = """
    We Stand Together||English|3
    You don't have to answer every question. Please don't write anybody's name. If you are worried about somebody's \
    safety, don't write it here: speak to one of us today, or ring 101 (999 in an emergency).|11
    Which best describes you?|1|Member of a faith community|Young person|Parent|Professional|Other||y|p|2|
    How safe do you feel by day?|5|3|Don't know|h|Out and about in the area where you live|
    How safe do you feel after dark?|5|3|Don't know|h|Out and about in the area where you live|
    I trust these to take hate crime seriously|6|The police|The council||2||
    Do you know how to report a hate crime?|1|Yes|Not sure|No||
    How would you report it?|1|By phone, on 101 or 999|On a website, such as True Vision|Through somebody I trust, \
    or a reporting centre||i|5|1|
    If you feared that somebody was being drawn into violent extremism, would you know where to get advice?|1|as 5|
    What did your table talk about?|4|Hate crime|Violent extremism|Reporting and support|The internet and social \
    media|Schools and young people|Places of worship|None of these||y|h|Tick all that apply|
    What concerns you most?|7|
    What would help?|7|
    May we quote your words, without your name?|2|
    |1|y
    """

  @Test func theShippedFormTypedInAsksTheSame() throws {
    guard let root = RepositoryFolder.root() else {
      Issue.record("the repository's surveys are not there to compare with")
      return
    }
    let shipped = try SurveyFile.read(path: "\(root)/Surveys/we-stand-together/survey.v1.yaml").get()
    var typed = try InterviewCase()
    var count = 0
    for line in PaperFormTests.lines.split(separator: "\n").flatMap({
      $0.split(separator: "|", omittingEmptySubsequences: false)
    }) {
      typed.type(line: String(line))
      count += 1
    }
    #expect(typed.refusals.isEmpty, "\(typed.refusals)")
    #expect(typed.interview.isToBeWritten)
    #expect(count < 95, "\(count) lines")
    let survey = typed.survey
    #expect(asked(survey) == asked(shipped))
    #expect(InterviewCase.reread(survey).reading.value == survey)
  }

  /// What a survey asks, without the names it has for it.
  private func asked(_ survey: Survey) -> [String] {
    func place(_ id: Question.ID) -> String {
      survey.questions.firstIndex { $0.id == id }.map(String.init) ?? "?"
    }
    return survey.questions.map { question in
      let conditions = survey.relevance(of: question).map { condition in
        condition.references.map(place).joined(separator: " ")
      }
      let choices = question.choices.map { "\($0.label.text)\($0.scored ? "" : " (not scored)")" }
      return [
        question.type.rawValue, question.label.text, question.hint?.text ?? "",
        choices.joined(separator: " / "),
        conditions.joined(separator: " and "), question.constraint == nil ? "" : "constrained",
        question.identifies ? "identifies" : "", question.sensitive ? "sensitive" : "",
      ].joined(separator: "; ")
    }
  }
}
