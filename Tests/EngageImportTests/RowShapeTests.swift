import EngageImport
import EngageModel
import Testing

@Suite("Rows shorter than the headings, and responses that are not finished") struct RowShapeTests {
  @Test("a program that cuts empty cells off the ends of rows is understood")
  func cutCells() throws {
    let file = try ImportCase(
      """
      session,unit,safe,age,concerns
      rugby,person,1,30,Speeding cars
      rugby,person,2,31
      rugby,person,3
      nuneaton,person,1,32,Dark streets
      rugby,person
      """)
    #expect(file.errors == [])
    #expect(file.answers("age") == ["30", "31", "!not_answered", "32", "!not_answered"])
    #expect(file.answers("concerns").filter { $0 == "!not_answered" }.count == 3)
    #expect(
      file.said == [
        "note filled-rows -: 3 rows shorter than the headings: the missing cells were read as empty"
      ])
  }

  @Test(
    "short rows stay errors where the file shows no such habit",
    arguments: [
      // One only.
      "rugby,person,1,30\nrugby,person,2\n",
      // Empty cells are written elsewhere.
      "rugby,person,1,\nrugby,person,2\nrugby,person,3\n",
      // Too few of them.
      String(repeating: "rugby,person,1,30\n", count: 20) + "rugby,person\nrugby,person,1\nrugby,person,1\n",
      // Line breaks have torn rows in two.
      "rugby,person,1,30\nrugby,person,2\n31,Words\nrugby,person\n3,30,x\n",
    ])
  func torn(rows: String) throws {
    let file = try ImportCase("session,unit,safe,age\n" + rows)
    #expect(file.errors.contains { $0.hasPrefix("short-row") })
    #expect(file.summary?.isStorable == false)
  }

  static let gizmo = "Response ID,Time Started,Date Submitted,Status,How safe do you feel?,Unit\n"

  @Test("responses that the file calls partial are stored, and told")
  func partial() throws {
    let file = try ImportCase(
      Self.gizmo + """
        1,2019-09-24 10:00:00,2019-09-24 10:05:00,Complete,1,person
        2,2019-09-24 10:00:00,2019-09-24 10:05:00,Partial,,person
        3,2019-09-24 10:00:00,2019-09-24 10:05:00,Partial,2,person
        """, sessions: [Session(id: "rugby")])
    #expect(file.errors == [])
    #expect(file.responses.count == 3)
    #expect(
      file.said.contains(
        "note partial-responses D1: 2 of 3 responses are partial (“Status” says Partial); they are stored like the "
          + "others"))
  }

  @Test("LimeSurvey leaves the time of submission empty where a response was not finished")
  func notSubmitted() throws {
    let file = try ImportCase(
      """
      "id","submitdate","lastpage","startlanguage","safe","unit"
      "1","2019-09-24 10:05:00","3","en","1","person"
      "2","","1","en","2","person"
      """, sessions: [Session(id: "rugby")])
    #expect(file.summary?.dialect.name == "limesurvey")
    #expect(file.responses.count == 2)
    #expect(
      file.said.contains(
        "note partial-responses B1: 1 of 2 responses is partial (“submitdate” is empty); it is stored like the others"
      ), "\(file.said)")
  }

  @Test("nothing is said where all are complete")
  func complete() throws {
    let file = try ImportCase(
      Self.gizmo + "1,2019-09-24 10:00:00,2019-09-24 10:05:00,Complete,1,person\n",
      sessions: [Session(id: "rugby")])
    #expect(file.responses.count == 1)
    #expect(!file.said.contains { $0.contains("partial") })
  }
}
