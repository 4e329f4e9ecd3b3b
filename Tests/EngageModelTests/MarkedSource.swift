import EngageModel
import Testing

/// Splits `${1️⃣sfae_day} = 4` into the source without the mark and the mark's offset in characters.
func marked(_ text: String) -> (source: String, offset: Int?) {
  guard let mark = text.firstIndex(of: "1️⃣") else { return (text, nil) }
  let offset = text.distance(from: text.startIndex, to: mark)
  return (text.replacing("1️⃣", with: ""), offset)
}

/// The survey that the expressions of these tests are about.
let sampleSurvey = Survey(
  id: "sample", title: "Sample",
  groups: [QuestionGroup(name: "trust", kind: .grid)],
  questions: [
    Question(
      id: "role", type: .selectOne, label: "Role",
      choices: [
        Choice(id: "faith", label: "Member of a faith community"),
        Choice(
          id: "young_person", label: LocalizedText("Young person", translations: ["pl": "Młoda osoba"])),
      ]),
    Question(
      id: "safe_day", type: .scale, label: "Safe?",
      choices: (1...5).map { Choice(id: Choice.ID("\($0)"), label: "Level") }),
    Question(
      id: "topics", type: .selectMultiple, label: "Topics",
      choices: [Choice(id: "online", label: "Online"), Choice(id: "school", label: "At school")]),
    Question(id: "age", type: .integer, label: "Age"),
    Question(id: "born", type: .date, label: "Born"),
    Question(id: "arrived", type: .time, label: "Arrived"),
    Question(id: "concerns", type: .text, label: "Concerns"),
    Question(id: "adult", type: .calculate, label: "Adult"),
    Question(id: "thanks", type: .note, label: "Thanks"),
    Question(
      id: "trust_police", type: .scale, label: "Police", choices: [Choice(id: "1", label: "Low")],
      group: "trust"),
  ])

/// What is wrong with an expression, whether it is found in reading or in checking it.
func problems(
  _ source: String, current: Question.ID? = nil, attributes: Set<String> = [],
  expecting: ExpressionType? = nil
) -> [ExpressionProblem] {
  do throws(ExpressionProblem) {
    let expression = try Expression(parsing: source)
    let scope = ExpressionScope(
      survey: sampleSurvey, current: current.flatMap(sampleSurvey.question), attributes: attributes)
    return expression.problems(in: scope, expecting: expecting)
  } catch {
    return [error]
  }
}
