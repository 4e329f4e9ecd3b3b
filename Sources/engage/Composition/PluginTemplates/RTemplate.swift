/// A plugin in R, with the package jsonlite.
enum RTemplate {
  static let manifest = #"""
    # What Engage has to know before it starts the plugin; `engage plugins check FOLDER` checks it.
    plugin: %NAME%
    version: 0.1.0
    provides: %NAME%                       # analyses that provide the same can stand in for each other
    title: "%TITLE%"
    summary: "Counts how often each choice was taken."
    language: r
    protocol: 1
    command: [Rscript, --vanilla, plugin.R]
    merge: yes                             # parts of the responses can be counted apart and added up
    needs: {types: [select_one, scale, select_multiple], free_text: no, identities: no}
    questions: optional                    # --question: unused, optional, required
    by: unused                             # --by: unused, optional, required
    options:
      - {name: minimum, type: integer, from: 0, to: 1000000, default: 0, summary: "Choices taken by fewer are left out.", example: minimum=5}
    example: "engage analyse %NAME% --survey we-stand-together"
    limits: {seconds: 600, memory_mb: 2048}

    """#

  static let plugin = #"""
    # %NAME%: counts how often each choice was taken.
    #
    # Speaks Engage's plugin protocol, version 1: a line of JSON for each message, on standard input and output. Whatever
    # is to be read by people goes to standard error. Needs R and jsonlite (Debian: r-base-core, r-cran-jsonlite).

    suppressPackageStartupMessages(library(jsonlite))

    own_name <- "%NAME%"
    own_version <- "0.1.0"
    own_protocol <- 1

    # What is wrong, in words for the person who asked for the analysis.
    problem <- function(words) {
      stop(structure(class = c("problem", "error", "condition"), list(message = words, call = NULL)))
    }

    say <- function(message) {
      cat(toJSON(message, auto_unbox = TRUE, digits = NA, null = "null", na = "null"), "\n", sep = "")
      flush(stdout())
    }

    run <- NULL
    counts <- NULL

    # Before the first response: the questions, their choices, and the options, checked by Engage.
    begin <- function(message) {
      unknown <- setdiff(names(message$options), "minimum")
      if (length(unknown) > 0) problem(paste("there is no option", paste(unknown, collapse = ", ")))
      run <<- message
      questions <- message$survey$questions
      counts <<- setNames(lapply(questions, function(question) {
        names <- vapply(question$choices, `[[`, "", "name")
        list(answered = 0L, missing = 0L, choices = as.list(setNames(rep(0L, length(names)), names)))
      }), vapply(questions, `[[`, "", "name"))
    }

    # Some thousand responses at a time, by column; NULL is a missing answer.
    add <- function(message) {
      is_form <- vapply(message$unit, identical, TRUE, "person")  # the notes of a table are nobody's form
      for (name in names(counts)) {
        values <- message$columns[[name]]$values[is_form]
        is_missing <- vapply(values, is.null, TRUE)
        counts[[name]]$answered <<- counts[[name]]$answered + sum(!is_missing)
        counts[[name]]$missing <<- counts[[name]]$missing + sum(is_missing)
        taken <- table(as.character(unlist(values)))
        for (choice in names(taken)) bump(name, choice, taken[[choice]])
      }
    }

    bump <- function(name, choice, count) {
      counts[[name]]$choices[[choice]] <<- as.integer(counts[[name]]$choices[[choice]] + count)
    }

    # What another process counted.
    merge_state <- function(state) {
      for (name in names(state)) {
        counts[[name]]$answered <<- counts[[name]]$answered + state[[name]]$answered
        counts[[name]]$missing <<- counts[[name]]$missing + state[[name]]$missing
        for (choice in names(state[[name]]$choices)) bump(name, choice, state[[name]]$choices[[choice]])
      }
    }

    column <- function(name, label, kind, ...) list(name = name, label = label, kind = kind, ...)

    # What goes into the report: tables of raw numbers; how they look is Engage's business.
    section <- function() {
      list(title = "%TITLE%", tables = lapply(run$survey$questions, table_of), notes = list("Forms only."))
    }

    table_of <- function(question) {
      counted <- counts[[question$name]]
      rows <- lapply(question$choices, function(choice) {
        count <- counted$choices[[choice$name]]
        if (count < run$options$minimum) return(NULL)
        list(choice$name, choice$label, count, list(of = count, `in` = counted$answered))
      })
      # Whom each figure counts: what stands in several tables can then be held together and protected.
      forms <- list(unit = list("form"))
      several <- if (question$type == "select_multiple") "/" else ""
      whole <- list(where = c(forms, setNames(list(list()), question$name)))
      part <- list(where = forms, keys = list(choice = paste0(question$name, several)))
      list(
        name = question$name, title = question$label,
        base = list(answered = counted$answered, missing = counted$missing, counts = whole), dimensions = list(question$name),
        overlapping = question$type == "select_multiple",
        columns = list(
          column("choice", "Choice", "key"), column("label", "Answer", "text"),
          column("responses", "Responses", "count", counts = part),
          column("share", "Share", "share", from = "responses", whole = whole)),
        rows = Filter(Negate(is.null), rows))
    }

    # Arguments are evaluated when they are used: nothing is done before it is known that there was a start.
    begun <- function(answer) {
      if (is.null(run)) problem("a message came before the start")
      answer
    }

    converse <- function(input) {
      while (length(line <- readLines(input, n = 1, encoding = "UTF-8")) > 0) {
        message <- fromJSON(line, simplifyVector = FALSE)
        switch(
          if (is.character(message$type)) message$type else "",
          hello = {
            if (!identical(as.numeric(message$protocol), own_protocol)) {
              problem("this plugin speaks version 1 of the protocol")
            }
            say(list(type = "hello", protocol = own_protocol, name = own_name, version = own_version))
          },
          start = begin(message),
          responses = begun(add(message)),
          tally = begun(say(list(type = "tally", state = if (length(counts)) counts else setNames(list(), character(0))))),
          merge = begun(merge_state(message$state)),
          finish = begun(say(list(type = "section", section = section()))),
          problem("there is no message of that type"))
      }
    }

    if (!interactive() && !isTRUE(getOption("plugin_test"))) {
      invisible(Sys.setlocale("LC_CTYPE", "C.UTF-8"))
      status <- tryCatch({ converse(file("stdin", "r", encoding = "UTF-8")); 0 },
        problem = function(problem) { say(list(type = "error", message = conditionMessage(problem))); 1 },
        error = function(error) { say(list(type = "error", message = "a message could not be understood")); 1 })
      quit(save = "no", status = status)
    }

    """#

  static let test = #"""
    # Run in this folder: Rscript --vanilla test_plugin.R

    options(plugin_test = TRUE)
    source("plugin.R")

    question <- list(
      name = "aware", type = "select_one", label = "Aware?",
      choices = list(list(name = "yes", label = "Yes"), list(name = "no", label = "No")))

    count <- function(...) {
      answers <- list(...)
      begin(list(survey = list(questions = list(question)), options = list(minimum = 0)))
      add(list(
        unit = c(as.list(rep("person", length(answers))), "table"),
        columns = list(aware = list(values = c(answers, "yes")))))
    }

    # Forms are counted, and tables are not.
    count("yes", "yes", NULL)
    rows <- section()$tables[[1]]$rows
    stopifnot(rows[[1]][[3]] == 2, rows[[2]][[3]] == 0, section()$tables[[1]]$base$missing == 1)

    # Parts that are merged equal the whole.
    count("no", "yes")
    state <- fromJSON(toJSON(counts, auto_unbox = TRUE), simplifyVector = FALSE)
    count("yes", NULL)
    merge_state(state)
    merged <- section()
    count("yes", NULL, "no", "yes")
    stopifnot(isTRUE(all.equal(merged, section())))

    # An option that does not exist is an error.
    stopifnot(inherits(tryCatch(begin(list(options = list(colour = "red"))), error = identity), "problem"))

    cat("ok\n")

    """#

  static let readme = #"""
    # %TITLE%

    `%NAME%` provides `%NAME%`. Counts how often each choice was taken.

    ```
    engage plugins check %NAME%            # the laws, bad input, none, one response: all of it
    engage analyse %NAME% --survey we-stand-together
    ```

    It is written in R and runs outside Engage, by the plugin protocol; it needs `r-base-core` and `r-cran-jsonlite`. Its
    test: `Rscript --vanilla test_plugin.R` in this folder.

    """#
}
