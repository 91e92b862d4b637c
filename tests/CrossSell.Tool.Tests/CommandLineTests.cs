namespace CrossSell.Tool.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Without_a_verb_the_tool_names_the_verbs_and_exits_2() =>
        (await ToolRun.Of()).Fails(ExitCode.Usage, "no verb was given", "mine, fit, recommend, decide, followups, evaluate, potential, propensity, ledger, campaign, generate", "crosssell --help");

    [Fact]
    public async Task An_unknown_verb_is_named_beside_the_known_ones() =>
        (await ToolRun.Of("dig")).Fails(ExitCode.Usage, "there is no verb 'dig'", "mine, fit, recommend, decide, followups, evaluate, potential, propensity, ledger, campaign, generate");

    [Fact]
    public async Task An_unknown_option_is_named_with_the_nearest_known_one() =>
        (await ToolRun.Of("generate", "--customer", "3")).Fails(ExitCode.Usage, "there is no option '--customer'; did you mean --customers?");

    [Fact]
    public async Task An_unknown_option_like_no_other_is_named_alone() =>
        (await ToolRun.Of("generate", "--zzzzzzzzzz")).Fails(ExitCode.Usage, "there is no option '--zzzzzzzzzz'.", "Try 'crosssell generate --help'.");

    [Theory]
    [InlineData("there is no option '--polizy'; did you mean --policy?", "campaign", "plan", "--campaign", "a.json", "--candidates", "c.csv", "--polizy", "p")]
    [InlineData("there is no option '--zzzzzzzzzz'.", "generate", "--customers", "3", "--seed", "--zzzzzzzzzz", "x")]
    [InlineData("there is no option '--maxx'; did you mean --max?", "mine", "--input", "a", "--min-support", "2", "--min", "lift=1", "--maxx", "lift=2")]
    public async Task An_unknown_option_behind_another_is_not_taken_for_its_value(string message, params string[] args) => (await ToolRun.Of(args)).Fails(ExitCode.Usage, message);

    [Fact]
    public async Task A_value_that_begins_as_an_option_does_stands_behind_an_equals_sign() =>
        (await ToolRun.Of("generate", "--customers=--three", "--seed", "1", "--output", "x")).Fails(ExitCode.Usage, "--customers is '--three'");

    [Fact]
    public async Task A_value_without_an_option_is_refused() =>
        (await ToolRun.Of("generate", "market", "--customers", "3", "--seed", "1", "--output", "x"))
            .Fails(ExitCode.Usage, "'market' does not belong to any option");

    [Fact]
    public async Task Every_missing_option_is_named() =>
        (await ToolRun.Of("generate", "--customers", "3")).Fails(ExitCode.Usage, "--seed and --output are missing");

    [Fact]
    public async Task An_option_without_its_value_is_refused() =>
        (await ToolRun.Of("generate", "--customers", "3", "--seed", "1", "--output")).Fails(ExitCode.Usage, "--output");

    [Fact]
    public async Task An_option_given_twice_is_refused() =>
        (await ToolRun.Of("generate", "--customers", "3", "--customers", "4", "--seed", "1", "--output", "x"))
            .Fails(ExitCode.Usage, "--customers");

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    public async Task The_help_is_the_approved_text(string option) => Approved.Check("help", (await ToolRun.Of(option)).Succeeds().Output);

    [Theory]
    [InlineData("mine")]
    [InlineData("fit")]
    [InlineData("recommend")]
    [InlineData("decide")]
    [InlineData("followups")]
    [InlineData("generate")]
    [InlineData("evaluate")]
    [InlineData("potential")]
    [InlineData("propensity")]
    [InlineData("propensity train")]
    [InlineData("propensity score")]
    [InlineData("propensity evaluate")]
    [InlineData("ledger")]
    [InlineData("ledger init")]
    [InlineData("ledger import")]
    [InlineData("ledger record")]
    [InlineData("ledger lift")]
    [InlineData("ledger check")]
    [InlineData("ledger export")]
    [InlineData("ledger erase")]
    [InlineData("ledger purge")]
    [InlineData("campaign")]
    [InlineData("campaign plan")]
    [InlineData("campaign dispatch")]
    [InlineData("campaign measure")]
    public async Task The_help_of_a_verb_is_the_approved_text(string verb) =>
        Approved.Check($"help-{verb.Replace(' ', '-')}", (await ToolRun.Of([.. verb.Split(' '), "--help"])).Succeeds().Output);

    [Theory]
    [InlineData("")]
    [InlineData("mine")]
    [InlineData("fit")]
    [InlineData("recommend")]
    [InlineData("decide")]
    [InlineData("followups")]
    [InlineData("generate")]
    [InlineData("potential")]
    [InlineData("propensity train")]
    [InlineData("propensity score")]
    [InlineData("propensity evaluate")]
    public async Task No_line_of_the_help_is_longer_than_120_columns(string verb)
    {
        string[] args = verb.Length == 0 ? ["--help"] : [.. verb.Split(' '), "--help"];
        string help = (await ToolRun.Of(args)).Succeeds().Output;
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public async Task The_version_is_one_number()
    {
        ToolRun run = (await ToolRun.Of("--version")).Succeeds();
        Assert.Matches(@"^\d+\.\d+\.\d+[-.a-z0-9]*\n$", run.Output);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task A_word_that_begins_with_an_at_sign_is_a_word_and_not_a_file() =>
        (await ToolRun.Of("generate", "--customers", "@list", "--seed", "1", "--output", "x")).Fails(ExitCode.Usage, "--customers is '@list'");
}
