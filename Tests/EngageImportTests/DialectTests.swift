import EngageModel
import EngageSheets
import EngageTesting
import Testing

@testable import EngageImport

/// What each column is taken for, in a word or two.
private func contents(_ table: ForeignTable) -> [String] {
  table.columns.map { column in
    switch column.content {
    case .metadata(let kind): "\(kind)"
    case .answer(let question): table.questions[question].label
    case .item(let question, let item):
      "\(table.questions[question].label) / \(table.questions[question].items[item].label)"
    case .otherText(let question): "other of \(table.questions[question].label)"
    case .told(let role): role.word ?? "told"
    case .left(let reason): reason.isEmpty ? "empty" : "left out"
    }
  }
}

@Suite("What the headings of each program mean") struct DialectTests {
  @Test("SurveyMonkey: options and rows stand in the second row, “other” behind the answer")
  func surveyMonkey() throws {
    let table = try foreignTable(
      """
      Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,Which apply?,,,Are you,,How safe is,,Anything else?
      ,,,,,,Police,Council,Other (please specify),Response,Other (please specify),the park,the station,Open-Ended Response
      1,7,2019-09-24,2019-09-24,,,Police,,the school,A parent,,Safe,Unsafe,no
      2,7,2019-09-24,2019-09-24,,,,Council,,,a governor,Safe,Safe,

      """)
    #expect(table.dialect == "surveymonkey")
    #expect(table.lastHeaderRecord == 2)
    #expect(
      contents(table) == [
        "key", "technical", "technical", "submittedAt", "personal", "personal", "Which apply? / Police",
        "Which apply? / Council", "Which apply? / Other (please specify)", "Are you", "other of Are you",
        "How safe is / the park", "How safe is / the station", "Anything else?",
      ])
  }

  @Test("SurveyMonkey: one row of headings where the export is condensed")
  func condensed() throws {
    let table = try foreignTable(
      "Respondent ID,Which apply? - Police,Which apply? - Council,Age\n1,Police,,40\n2,,Council,50\n")
    #expect(contents(table) == ["key", "Which apply? / Police", "Which apply? / Council", "Age"])
  }

  @Test("Microsoft Forms: its own columns in the language of its interface")
  func microsoftFormsInGerman() throws {
    let table = try foreignTable(
      """
      ID,Startzeit,Fertigstellungszeit,E-Mail,Name,Wo wohnen Sie?
      1,2023-03-01 09:00:00,2023-03-01 09:04:00,anonymous,,Nordstadt

      """)
    #expect(table.dialect == "microsoft-forms")
    #expect(
      contents(table) == ["key", "technical", "submittedAt", "personal", "personal", "Wo wohnen Sie?"])
  }

  @Test("LimeSurvey: its own columns in the language of its interface")
  func limeSurveyInGerman() throws {
    let table = try foreignTable(
      """
      "Antwort ID","Datum Abgeschickt","Letzte Seite","Start-Sprache","Was nutzen Sie? [Python]","Was nutzen Sie? [R]"
      "3","2023-03-01 09:00:00","4","de","Ja","Nein"
      "4","2023-03-01 09:30:00","4","de","Nein","Ja"

      """)
    #expect(table.dialect == "limesurvey")
    #expect(
      contents(table) == [
        "key", "submittedAt", "technical", "technical", "Was nutzen Sie? / Python", "Was nutzen Sie? / R",
      ])
  }

  @Test("Qualtrics: codes above texts, its own columns taken out before the file was published")
  func publishedQualtrics() throws {
    let table = try foreignTable(
      """
      Q1,Q2,Q7_Part_1,Q7_Part_2
      What is your age?,In which country do you live?,Which do you use? - Python,Which do you use? - R
      18-21,Kenya,Python,
      22-24,India,Python,R
      18-21,Peru,,R

      """)
    #expect(table.dialect == "qualtrics")
    #expect(table.lastHeaderRecord == 2)
    #expect(
      contents(table) == [
        "What is your age?", "In which country do you live?", "Which do you use? / Python",
        "Which do you use? / R",
      ])
  }

  @Test("Google Forms: the moment first, grids in square brackets")
  func googleForms() throws {
    let table = try foreignTable(
      """
      "Timestamp","Email Address","How safe is [the park]","How safe is [the station]","Why? [in a word]"
      "2022/11/30 10:39:41 PM GMT+1","a@b.c","Safe","Safe","x"

      """)
    #expect(table.dialect == "google-forms")
    #expect(
      contents(table) == [
        "submittedAt", "personal", "How safe is / the park", "How safe is / the station", "Why? [in a word]",
      ])
  }

  @Test("Microsoft Forms: its own five columns, then the questions, a second “Name” among them")
  func microsoftForms() throws {
    let table = try foreignTable(
      "ID,Start time,Completion time,Email,Name,Which apply?,Points - Which apply?,Town\n1,9/24/19 10:00:00,9/24/19 10:05:00,anonymous,,A;B;,1,x\n"
    )
    #expect(table.dialect == "microsoft-forms")
    #expect(
      contents(table) == [
        "key", "technical", "submittedAt", "personal", "personal", "Which apply?", "left out", "Town",
      ])
  }

  @Test("SurveyGizmo: options before the question, behind a colon")
  func surveyGizmo() throws {
    let table = try foreignTable(
      "Response ID,Time Started,Date Submitted,Status,Police:Who helped?,Council:Who helped?,Time: morning or evening?\n1,x,y,Complete,Police,,evening\n"
    )
    #expect(table.dialect == "surveygizmo")
    #expect(
      contents(table) == [
        "key", "technical", "submittedAt", "status", "Who helped? / Police", "Who helped? / Council",
        "Time: morning or evening?",
      ])
  }

  @Test(
    "LimeSurvey: codes, codes with texts, or texts",
    arguments: [
      "id,submitdate,startlanguage,Q1,Q1[other],Q2[SQ001],Q2[SQ002],Q2[other],Q3[SQ001][1]",
      "id. Response ID,submitdate. Date submitted,startlanguage. Start language,Q1. Who,Q1[other]. Who [Other],Q2[SQ001]. Where [Park],Q2[SQ002]. Where [Bus [night]],Q2[other]. Where [Other],Q3[SQ001][1]. How [Park][Scale 1]",
    ])
  func limeSurvey(headings: String) throws {
    let table = try foreignTable(headings + "\n1,2019-09-24 10:00:00,en,A,,Y,N/A,,1\n")
    #expect(table.dialect == "limesurvey")
    let found = contents(table)
    #expect(found.prefix(3) == ["key", "submittedAt", "technical"])
    #expect(found[4].hasPrefix("other of"))
    #expect(table.questions.map(\.code) == ["Q1", "Q2", "Q3"])
    #expect(table.questions[1].items.map(\.code) == ["SQ001", "SQ002", "other"])
  }

  @Test("LimeSurvey: texts in brackets keep the brackets in them")
  func nestedBrackets() throws {
    let table = try foreignTable(
      "Response ID,Date submitted,Last page,How satisfied are you with [Your job [now]],How satisfied are you with [Your career]\n1,,,7,8\n"
    )
    #expect(table.dialect == "limesurvey")
    #expect(table.questions.map(\.label) == ["How satisfied are you with"])
    #expect(table.questions[0].items.map(\.label) == ["Your job [now]", "Your career"])
  }

  @Test("KoboToolbox: groups, options beside the answer, places on the map, tags below the headings")
  func kobo() throws {
    let table = try foreignTable(
      """
      "start";"about/role";"topics";"topics/hate";"topics/knives";"home";"_home_latitude";"_home_longitude";"_id";"_uuid";"_submission_time"
      "";"#role";"#topic";"";"";"";"";"";"";"";""
      "2019-09-24T10:00:00";"parent";"hate knives";"1";"1";"1 2";"1";"2";"5";"u-1";"2019-09-24T10:05:00"

      """, delimiter: ";")
    #expect(table.dialect == "kobo")
    #expect(table.lastHeaderRecord == 2)
    #expect(
      contents(table) == [
        "technical", "role", "topics", "topics / hate", "topics / knives", "left out", "left out", "left out",
        "technical", "key", "submittedAt",
      ])
  }

  @Test("ODK Central: paths by hyphens, its own columns at both ends; a repeat's rows are told")
  func odk() throws {
    let table = try foreignTable(
      "SubmissionDate,about-role,topics,topics/hate,topics/knives,home-Latitude,home-Longitude,meta-instanceID,KEY,SubmitterID\n2019-09-24T10:00:00Z,parent,hate,1,0,1,2,uuid:1,uuid:1,4\n"
    )
    #expect(table.dialect == "odk")
    #expect(
      contents(table) == [
        "submittedAt", "role", "topics", "topics / hate", "topics / knives", "left out", "left out",
        "technical", "key", "personal",
      ])
    let repeats = try foreignTable("name,age,PARENT_KEY,KEY\nx,4,uuid:1,uuid:1/a[1]\n")
    #expect(repeats.diagnostics.map(\.rule) == ["repeat-rows"])
  }

  @Test("Qualtrics: three rows of headings, matrices by what their texts have in common")
  func qualtrics() throws {
    let table = try foreignTable(
      """
      StartDate,EndDate,Finished,ResponseId,Q1,Q1_3_TEXT,Q2_1,Q2_2,Q3
      Start Date,End Date,Finished,Response ID,Who are you?,Who are you? - Other - Text,How safe - the park,How safe - a take-away,Why?
      "{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""finished""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID1_3_TEXT""}","{""ImportId"":""QID2_1""}","{""ImportId"":""QID2_2""}","{""ImportId"":""QID3_TEXT""}"
      2025-07-01 11:13:44,2025-07-01 11:15:00,True,R_1,Parent,,Safe,Unsafe,x

      """)
    #expect(table.dialect == "qualtrics")
    #expect(table.lastHeaderRecord == 3)
    #expect(
      contents(table) == [
        "technical", "submittedAt", "status", "key", "Who are you?", "other of Who are you?",
        "How safe / the park", "How safe / a take-away", "Why?",
      ])
    #expect(table.questions[1].code == "Q2")
  }

  @Test("REDCap: boxes by code or label, events and repeats in the key")
  func redcap() throws {
    let table = try foreignTable(
      "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,role,topics___1,topics___2,visit_complete\n1,intake_arm_1,,,2,1,0,2\n"
    )
    #expect(table.dialect == "redcap")
    #expect(
      contents(table) == ["key", "key", "key", "key", "role", "topics / 1", "topics / 2", "visit_complete"])
    let labelled = try foreignTable(
      "Record ID,Which apply? (choice=Police),Which apply? (choice=Council (town)),Complete?\n1,Checked,Unchecked,Complete\n"
    )
    #expect(
      contents(labelled) == ["key", "Which apply? / Police", "Which apply? / Council (town)", "Complete?"])
  }

  @Test("Citizen Space: response ids, a row of identifiers above, an empty row below")
  func citizenSpace() throws {
    let table = try foreignTable(
      "rid,sub,q1,q2\nResponse ID,Submitted Date,About you - Role,What do you think?\n\nANON-1A2B-3C4D-5,2019-09-24,Parent,x\n"
    )
    #expect(table.dialect == "citizen-space")
    #expect(contents(table) == ["key", "submittedAt", "About you - Role", "What do you think?"])
  }

  @Test("a title above a plain table is passed over")
  func titles() throws {
    let table = try foreignTable(
      "Feedback forms 2019,,,\n,,,\nRole,Age,Town,Safe\nParent,40,Rugby,Yes\nParent,41,Rugby,No\n")
    #expect(table.lastHeaderRecord == 3)
    #expect(contents(table) == ["Role", "Age", "Town", "Safe"])
  }

  @Test("a nameless column that numbers the rows is left out, one with answers is a question")
  func nameless() throws {
    let table = try foreignTable(",Role,\n2,Parent,x\n3,Parent,y\n7,Teacher,x\n")
    #expect(contents(table) == ["left out", "Role", "Column C"])
  }

  @Test("what stands for no answer is told by its use: “NA” in every column, not one “N/A” among answers")
  func missing() throws {
    #expect(try foreignTable("a,b\nNA,1\nNA,NA\nx,NA\n").conventions.missing == ["NA"])
    #expect(try foreignTable("a,b\nN/A,1\n,N/A\nx,N/A\n").conventions.missing == [])
  }

  @Test("two readings that fit: both are shown, with the option that settles it")
  func ambiguous() throws {
    let error = #expect(throws: DiagnosticsError.self) {
      try foreignTable(
        "Respondent ID,Collector ID,ResponseId,RecordedDate,DistributionChannel,IPAddress,A_1,A_2\n1,2,R_1,2019-09-24 10:00:00,email,,x,y\n"
      )
    }
    #expect(error?.diagnostics.map(\.rule) == ["two-dialects"])
    #expect(error?.diagnostics.first?.message.contains("Qualtrics") == true)
    #expect(error?.diagnostics.first?.message.contains("SurveyMonkey") == true)
  }
}
