using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>The options that a desk is made from.</summary>
internal sealed class DeskInput(bool ledgerRequired)
{
    public Option<string> Model { get; } = Opt.Text("--model", "FILE", "The model that 'crosssell fit' wrote.", required: true);

    public Option<string> Purchases { get; } = Opt.Text("--purchases", "FILE", "The purchases, as CSV: who the customers are and what they own; - is standard input.", required: true);

    public EligibilityOptions Eligible { get; } = new(explains: false);

    public PurchaseInputOptions Reading { get; } = new();

    /// <exception cref="UsageException">An option has no such value, or lacks the one that it belongs to.</exception>
    public DeskRequest Read(OptionReader options)
    {
        string model = options.RequiredFile(Model);
        string purchases = options.RequiredFile(Purchases);
        EligibilityRequestFiles files = Eligible.Read(options);
        if (ledgerRequired && !Eligible.Ledger.IsGiven(options))
        {
            throw new UsageException($"{Eligible.Ledger.Ledger.Name} and {Eligible.Ledger.KeyFile.Name} are missing.");
        }

        InputPaths.CheckOneFromPipe([("--purchases", purchases), .. files.Inputs]);
        return new DeskRequest(model, purchases, files, Reading.Read(options), Reading.NamesEncoding(options));
    }
}
