using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Who is meant, and under whose lock he lives: as the command line says, else as the ledger knows, else for himself.</summary>
internal sealed class LedgerPlace
{
    private readonly Option<string> _customer = Opt.Text("--customer", "ID", "The customer.", required: true);
    private readonly Option<string> _household = Opt.Text("--household", "ID", "The household he belongs to, where limits count it. Default: the one that the ledger knows.");
    private readonly Option<string> _account = Opt.Text("--account", "ID", "The account he belongs to, where limits count it. Default: the one that the ledger knows.");

    public Option<string> Customer => _customer;

    public Option<string> Household => _household;

    public Option<string> Account => _account;

    /// <exception cref="UsageException">An id is empty.</exception>
    public LedgerSubject Read(OptionReader options) => new(
        new CustomerId(LedgerOptions.RequiredId(options, _customer)), Optional(options, _household), Optional(options, _account));

    private static string? Optional(OptionReader options, Option<string> option) =>
        options.Text(option) is { Length: 0 } ? throw new UsageException($"{option.Name} is empty; expected an id.") : options.Text(option);
}
