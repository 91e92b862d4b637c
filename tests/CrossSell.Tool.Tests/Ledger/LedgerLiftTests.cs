using System.Text.Json;
using CrossSell.Testing;

namespace CrossSell.Tool.Tests.Ledger;

/// <summary><c>crosssell ledger lift</c> over a SQLite file.</summary>
public sealed class LedgerLiftTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2025, 3, 3, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_fresh_proved_permission_lifts_the_objection_for_its_channel_and_no_other()
    {
        await ObjectAsync();
        _clock.Advance(TimeSpan.FromDays(30));
        ToolRun lifted = (await Lift("--channel", "phone")).Succeeds();
        Assert.Contains("1 objection lifted for phone, marketing; the permission is recorded", lifted.Error, StringComparison.Ordinal);
        (await Check("--channel", "phone")).Succeeds();
        Assert.Equal(ExitCode.Refused, (await Check("--channel", "email")).ExitCode);

        string stored = (await Run("export", "--customer", "c")).Succeeds().Output;
        Assert.Contains("call-2291", stored, StringComparison.Ordinal);
        Assert.Contains("came back", stored, StringComparison.Ordinal);
        Assert.Contains("agent-3", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Said_twice_it_is_one_permission_and_a_later_objection_stands_again()
    {
        await ObjectAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        (await Lift("--channel", "phone")).Succeeds();
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("no objection stood against phone, marketing", (await Lift("--channel", "phone")).Succeeds().Error, StringComparison.Ordinal);
        using (var stored = JsonDocument.Parse((await Run("export", "--customer", "c")).Succeeds().Output))
        {
            Assert.Equal("c|phone|call-2291", Assert.Single(stored.RootElement.GetProperty("consents").EnumerateArray()).GetProperty("id").GetString());
        }

        (await Run("record", "--customer", "c", "--product", "p", "--answer", "declined", "--reason", "never-any")).Succeeds();
        Assert.Equal(ExitCode.Refused, (await Check("--channel", "phone")).ExitCode);
        (await Lift("--channel", "phone")).Fails(ExitCode.Failure, "objected at 2025-03-05T12:00:00Z", "2025-03-04T12:00:00Z", "Nothing was written");
        Assert.Equal(ExitCode.Refused, (await Check("--channel", "phone")).ExitCode);
    }

    [Fact]
    public async Task An_objection_of_an_address_is_lifted_where_the_address_is_named()
    {
        await ObjectAsync("customer,contact_point,channel\nc,C@example.org,email\n");
        _clock.Advance(TimeSpan.FromDays(1));
        (await Lift("--channel", "email")).Succeeds();
        Assert.Equal(ExitCode.Refused, (await Check("--channel", "email", "--contact-point", "c@example.org")).ExitCode);
        Assert.Contains("1 objection lifted", (await Lift("--channel", "email", "--contact-point", "c@example.org")).Succeeds().Error, StringComparison.Ordinal);
        (await Check("--channel", "email", "--contact-point", "c@example.org")).Succeeds();
    }

    [Fact]
    public async Task Bad_inputs_get_one_clear_error_and_write_nothing()
    {
        await ObjectAsync();
        _clock.Advance(TimeSpan.FromDays(1));
        (await Lift("--channel", "phone", "--from", "2025-03-01")).Fails(ExitCode.Failure, "customer 'c' objected at 2025-03-03T12:00:00Z, and the permission is of 2025-03-01T00:00:00Z");
        (await Lift("--channel", "phone", "--from", "2025-04-01")).Fails(ExitCode.Failure, "from 2025-04-01T00:00:00Z is not in force now");
        (await Lift("--channel", "phone", "--from", "2025-03-04", "--to", "2025-03-04T06:00")).Fails(ExitCode.Failure, "to 2025-03-04T06:00:00Z is not in force now");
        (await Lift("--channel", "phone", "--to", "2025-03-04")).Fails(ExitCode.Usage, "--to is 2025-03-04T00:00:00Z; the permission begins at 2025-03-04T12:00:00Z");
        (await Lift("--channel", "")).Fails(ExitCode.Usage, "--channel is empty");
        (await Lift("--channel", "phone", "--purpose", "contractual")).Fails(ExitCode.Usage, "--purpose", "marketing or service");
        (await Lift("--channel", "phone", "--contact-point", " ")).Fails(ExitCode.Usage, "--contact-point is empty");
        (await Run("lift", "--customer", "c", "--channel", "phone", "--reason", "r", "--by", "b")).Fails(ExitCode.Usage, "--evidence");
        (await Run("lift", "--customer", "c", "--channel", "phone", "--evidence", "", "--reason", "r", "--by", "b")).Fails(ExitCode.Usage, "--evidence is empty");
        (await Run("lift", "--customer", "c", "--channel", "phone", "--evidence", "e", "--by", "b")).Fails(ExitCode.Usage, "--reason");
        (await Run("lift", "--customer", "c", "--channel", "phone", "--evidence", "e", "--reason", "r\u0001", "--by", "b")).Fails(ExitCode.Usage, "--reason holds a control character");
        Assert.Equal(ExitCode.Refused, (await Check("--channel", "phone")).ExitCode);
        Assert.DoesNotContain("call-2291", (await Run("export", "--customer", "c")).Succeeds().Output, StringComparison.Ordinal);

        (await Lift("--channel", "phone", "--id", "one")).Succeeds();
        (await Lift("--channel", "email", "--id", "one")).Fails(ExitCode.Failure, "another permission of customer 'c' has the id 'one'");
        Assert.Equal(ExitCode.Refused, (await Check("--channel", "email")).ExitCode);
    }

    private async Task ObjectAsync(string objections = "customer\nc\n")
    {
        (await ToolRun.With(new ToolRunSettings { Clock = _clock }, "ledger", "init", "--ledger", "sqlite:" + _folder["l.db"])).Succeeds();
        (await Run("import", "--objections", _folder.Write("o.csv", objections))).Succeeds();
    }

    private Task<ToolRun> Lift(params string[] options) => Run(["lift", "--customer", "c", "--evidence", "call-2291", "--reason", "came back", "--by", "agent-3", .. options]);

    private Task<ToolRun> Check(params string[] options) => Run(["check", "--customer", "c", .. options]);

    private Task<ToolRun> Run(params string[] verb) => ToolRun.With(
        new ToolRunSettings { Clock = _clock },
        ["ledger", verb[0], "--ledger", "sqlite:" + _folder["l.db"], "--key-file", _folder.Write("key", "0123456789abcdef-secret\n"), .. verb[1..]]);
}
