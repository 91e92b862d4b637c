using System.CommandLine;
using CrossSell.Campaigns;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell campaign plan</c>: chooses contacts, and takes their slots when it is told to.</summary>
internal sealed class CampaignPlanVerb : VerbCommand
{
    private readonly Option<string> _campaign = Opt.Text("--campaign", "FILE", "The campaign as JSON: offers, channels, slots, budget, control group.", required: true);
    private readonly Option<string> _candidates = Opt.Text(
        "--candidates", "FILE", "How likely customers take products, as CSV: customer,product,propensity; what 'crosssell recommend' writes will do.", required: true);

    private readonly Option<string> _policy = Opt.Text("--policy", "FILE", "The contact policy, as JSON.", required: true);
    private readonly Option<string> _products = Opt.Text("--products", "FILE", "The products, as CSV, with margins, categories and so on.", required: true);
    private readonly Option<string> _relations = Opt.Text("--relations", "FILE", "How products stand to one another, as CSV: from,kind,to,days.");
    private readonly Option<string> _categories = Opt.Text("--categories", "FILE", "The tree of categories, as CSV: category,parent.");
    private readonly Option<string> _holdings = Opt.Text("--holdings", "FILE", "What customers own, have ordered, or have with a competitor, as CSV: customer,product,from,until,source.");
    private readonly Option<string> _preset = Opt.Text("--preset", "strict|cooldown", "Whether a product once presented is never offered again (strict, the default), or rests for a time (cooldown).");
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly Option<bool> _commit = Opt.Flag("--commit", "Take the slots in the ledger; what is refused in the meantime is planned again.");
    private readonly Option<string> _solution = Opt.Text("--solution", "FILE", "The answer of cbc or glpsol to the file of --write-lp or --write-mps: checked, and taken in place of an own plan.");
    private readonly Option<string> _lp = Opt.Output("--write-lp", "Where the problem goes for other solvers, as LP.");
    private readonly Option<string> _mps = Opt.Output("--write-mps", "The same as MPS.");
    private readonly Option<string> _fallen = Opt.Output("--fallen", "Where customers go who cannot be contacted, with their reasons, as CSV.");
    private readonly Option<string> _limits = Opt.Output("--limits", "Where the campaign's limits go, with what one more of each is worth, as CSV.");
    private readonly Option<string> _threads = Opt.Text("--threads", "N", "The most threads; the plan is the same for any number. Default: one for each core.");
    private readonly TextOptions _text = new();
    private readonly ResultOptions _result = ResultOptions.ForRows();

    public CampaignPlanVerb()
        : base("plan", "Choose whom to contact about what, by which channel and when, with a bound of how good any plan could be.") => AddOptions();

    public override string Path => $"{CampaignVerbs.Group} {Name}";

    public override string Usage => "--campaign C --candidates FILE --products FILE --policy FILE --ledger L --key-file K [--commit] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Campaign", [_campaign, _candidates]), new("What is allowed", [_policy, _products, _relations, _categories, _holdings, _preset]), new("Ledger", [_ledger.Ledger, _ledger.KeyFile, _commit]),
        new("Planner", [_solution, _lp, _mps, _threads]), new("Reasons", [_fallen, _limits]), new("Reading", _text.Notation), _result.Group, Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: customer,products,channel,slot,at,arm,value,cost,key
          A row for each contact. Those of the arm Control are not made: they are the control group.
        With --commit the rows are what the ledger took. The verb may be repeated after a crash: what stands in
        the ledger is neither taken twice nor planned again.

        Examples:
          crosssell campaign plan --campaign autumn.json --candidates offers.csv --products products.csv \
            --policy policy.json --ledger sqlite:contacts.db --key-file ledger.key --fallen fallen.csv
          crosssell campaign plan ... --write-lp autumn.lp --output plan.csv; cbc autumn.lp solve solution a.sol
          crosssell campaign plan ... --solution a.sol --commit
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        int? threads = options.Whole(_threads, 1);
        var csv = new CsvPurchaseOptions();
        _text.Apply(options, csv);
        var files = new EligibilityRequestFiles(
            options.Text(_holdings), null, options.RequiredFile(_products), options.Text(_relations), options.Text(_categories), null,
            options.Choice(_preset, ("strict", true), ("cooldown", false)) ?? true);
        CrossSell.Campaign campaign = CampaignFile.Read(options.Required(_campaign), host);
        PolicySet policy = PolicyFile.Read(options.Required(_policy), host);
        ProductCatalog catalog = files.Catalog(csv, host)!;
        RecordLoader records = RecordLoader.Like(csv, host);
        IReadOnlyList<CampaignTarget> targets = records.Load(options.Required(_candidates), "candidates: customer,product,propensity", CsvCampaign.LoadCandidates);
        ILookup<CustomerId, Ownership> held = records.Load(files.Holdings, "holdings", CsvLedger.LoadHoldings).ToLookup(row => row.Customer, row => row.Holding);
        var reporter = new Reporter(host, options, Common);
        using OutputTarget output = OutputTarget.Open(host, _result.Path(options));
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            using var engine = new CrossSellEngine(_ledger.Over(store, options, policy, DecisionDetail.Accepted), host.Clock)
            {
                Campaigns = new CampaignDesk(new EligibilityChecker(catalog, files.Rules), customer => new CustomerFacts(customer) { Holdings = [.. held[customer]] }),
            };
            targets = await PlacedAsync(store, targets, host.Cancellation).ConfigureAwait(false);
            CampaignPlan plan = await PlanAsync(engine, campaign, targets, threads, reporter, host).ConfigureAwait(false);
            plan = Solved(options, plan, host);
            WriteProblem(options, plan, host);
            WriteReasons(options, plan, host);
            RecordWriter writer = RecordWriter.Create(_result.Format(options), output.Sink, "customer", "products", "channel", "slot", "at", "arm", "value", "cost", "key");
            Say(reporter, plan);
            if (options.Flag(_commit))
            {
                CampaignCommit commit = await engine.CommitPlanAsync(plan, options: new PlanningOptions { MaxThreads = threads }, cancellationToken: host.Cancellation).ConfigureAwait(false);
                Write(writer, commit.Accepted.Concat(commit.Ghosts));
                reporter.Summarize($"{Reporter.Count(commit.Accepted.Count, "contact")} taken, {commit.Ghosts.Count:N0} of the control group, {commit.Refused.Count:N0} refused, {Reporter.Count(commit.Rounds, "round")}");
            }
            else
            {
                Write(writer, plan.Contacts);
                reporter.Summarize($"{Reporter.Count(plan.Contacts.Count(c => c.Arm == CampaignArm.Treated), "contact")}, {plan.Contacts.Count(c => c.Arm == CampaignArm.Control):N0} of the control group; nothing taken without --commit");
            }
        }

        output.Commit();
    }

    // A customer for whom no household or account is named belongs to the one that the ledger knows.
    private static async Task<IReadOnlyList<CampaignTarget>> PlacedAsync(ILedgerStore store, IReadOnlyList<CampaignTarget> targets, CancellationToken cancellation)
    {
        var placed = new List<CampaignTarget>(targets.Count);
        foreach (CampaignTarget[] batch in targets.Chunk(500))
        {
            IReadOnlyList<SubjectKey?> homes = await store.FindHomesAsync("main", [.. batch.Select(target => SubjectKey.Of(target.Customer.Customer))], cancellation).ConfigureAwait(false);
            placed.AddRange(batch.Select((target, i) => homes[i] is { } home && target.Customer.Root == SubjectKey.Of(target.Customer.Customer)
                ? target with { Customer = target.Customer with { Root = home } } : target));
        }

        return placed;
    }

    private static async Task<CampaignPlan> PlanAsync(CrossSellEngine engine, CrossSell.Campaign campaign, IReadOnlyList<CampaignTarget> targets, int? threads, Reporter reporter, ToolHost host)
    {
        Stage stage = reporter.Begin("planning", "customers");
        await using (stage.ConfigureAwait(false))
        {
            try
            {
                return await engine.PlanAsync(campaign, targets.ToAsyncEnumerable(), new PlanningOptions { MaxThreads = threads }, null, host.Cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // What the files contain, and not what the program did.
                throw new FailureException(LibraryNames.InCampaign(e), e);
            }
        }
    }

    private CampaignPlan Solved(OptionReader options, CampaignPlan plan, ToolHost host)
    {
        if (options.Text(_solution) is not { } path)
        {
            return plan;
        }

        using InputFile input = InputFile.Open(path, host, expected: "a solution of cbc or glpsol");
        using var text = new StreamReader(input.Stream);
        try
        {
            return plan.With(SolverSolution.Read(plan.Solution.Problem, text, input.Name), null, host.Cancellation);
        }
        catch (ArgumentException e)
        {
            throw new FailureException($"{input.Name}: {LibraryNames.WithoutParameter(e)}", e);
        }
    }

    private void WriteProblem(OptionReader options, CampaignPlan plan, ToolHost host)
    {
        foreach ((Option<string> option, Action<CampaignProblem, TextWriter> write) in ((Option<string>, Action<CampaignProblem, TextWriter>)[])[(_lp, LpFile.Write), (_mps, MpsFile.Write)])
        {
            if (options.Text(option) is { } path)
            {
                using OutputTarget output = OutputTarget.Open(host, path);
                using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
                write(plan.Solution.Problem, text);
                output.Sink.Write(text.ToString());
                output.Commit();
            }
        }
    }

    private void WriteReasons(OptionReader options, CampaignPlan plan, ToolHost host)
    {
        if (options.Text(_fallen) is { } fallen)
        {
            using OutputTarget output = OutputTarget.Open(host, fallen);
            RecordWriter writer = RecordWriter.Create(RecordFormat.Csv, output.Sink, "customer", "codes", "eligible_again_at");
            foreach (CampaignFallOut row in plan.FallOuts)
            {
                writer.Text(row.Customer.Value);
                writer.Text(string.Join(';', row.Codes));
                writer.Text(Instant.Text(row.EligibleAgainAt));
            }

            output.Commit();
        }

        if (options.Text(_limits) is { } limits)
        {
            using OutputTarget output = OutputTarget.Open(host, limits);
            RecordWriter writer = RecordWriter.Create(RecordFormat.Csv, output.Sink, "limit", "minimum", "maximum", "used", "missing", "worth_of_one_more");
            foreach (RowOutcome row in plan.Solution.Rows)
            {
                writer.Text(row.Row.Name);
                writer.Number((double?)row.Row.Minimum);
                writer.Number((double?)row.Row.Maximum);
                writer.Number((double)row.Used);
                writer.Number((double)row.Missing);
                writer.Number(row.ShadowPrice);
            }

            output.Commit();
        }
    }

    private static void Write(RecordWriter writer, IEnumerable<PlannedContact> contacts)
    {
        foreach (PlannedContact contact in contacts)
        {
            writer.Text(contact.Candidate.Customer.Value);
            writer.Text(string.Join(';', contact.Products));
            writer.Text(contact.Candidate.Channel);
            writer.Text(contact.Candidate.Slot.Name);
            writer.Text(Instant.Text(contact.Request.At));
            writer.Text(contact.Arm.ToString());
            writer.Number(contact.Candidate.Value);
            writer.Number((double)contact.Candidate.Cost);
            writer.Text(contact.Request.IdempotencyKey);
        }
    }

    private static void Say(Reporter reporter, CampaignPlan plan)
    {
        CampaignSolution solution = plan.Solution;
        reporter.Note(FormattableString.Invariant($"{solution.Status}: {solution.Objective:0.##} expected, no plan brings more than {solution.UpperBound:0.##} (gap {solution.Gap:P3})."));
        if (solution.Conflict.Count > 0)
        {
            reporter.Warn($"these cannot be kept together: {string.Join(", ", solution.Conflict.Select(row => $"'{row.Name}'"))}.");
        }

        if (plan.FallOuts.Count > 0)
        {
            reporter.Note($"{Reporter.Count(plan.FallOuts.Count, "customer")} of {plan.Customers:N0} cannot be contacted: {string.Join(", ", plan.Reasons.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(6).Select(pair => $"{pair.Key} {pair.Value:N0}"))}.");
        }
    }
}
