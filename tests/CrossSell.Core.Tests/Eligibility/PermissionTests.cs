using CrossSell.Ledger;
using CrossSell.Tests.ContactPolicy;
using static CrossSell.Tests.ContactPolicy.Cases;

namespace CrossSell.Tests.Eligibility;

public sealed class PermissionTests
{
    private static readonly CustomerId Who = new("c");

    private static Consent Given(double from, double? to = null, ConsentBasis basis = ConsentBasis.OptIn, string? evidence = "tape", bool granted = true) => new()
    {
        Id = $"k{from}", Customer = Who, Channel = "phone", Basis = basis, IsGranted = granted, From = Day(from), To = to is { } t ? Day(t) : null, Evidence = evidence,
    };

    private static AdmissionContext Call(double day, params Consent[] consents) => Context(Contact(Day(day))) with { Consents = consents };

    private static (string? Code, DateTimeOffset? Again, string? Consent) Judge(AdmissionContext context, PermissionRules? rules = null)
    {
        PermissionVerdict verdict = (rules ?? PermissionRules.GermanConsumers).Check(context);
        return (verdict.Vetoes.SingleOrDefault()?.Code, verdict.Vetoes.SingleOrDefault()?.EligibleAgainAt, verdict.ConsentId);
    }

    [Fact]
    public void The_newest_permission_that_has_begun_decides()
    {
        Assert.Equal((null, null, "k1"), Judge(Call(5, Given(1))));
        Assert.Equal(("CNS.NO_OPTIN", null, null), Judge(Call(5)));
        Assert.Equal(("CNS.NO_OPTIN", Day(7), null), Judge(Call(5, Given(7))));
        Assert.Equal(("CNS.NO_OPTIN", null, null), Judge(Call(5, Given(1), Given(3, granted: false))));
        Assert.Equal(("CNS.EXPIRED", null, null), Judge(Call(5, Given(1, to: 5))));
        Assert.Equal((null, null, "k1"), Judge(Call(4.99, Given(1, to: 5))));
        Assert.Equal(("CNS.NO_EVIDENCE", null, null), Judge(Call(5, Given(1, evidence: null))));
        Assert.Equal(("CNS.NO_OPTIN", null, null), Judge(Call(5, Given(1, basis: ConsentBasis.ExistingCustomer))));
        Assert.Equal(("CNS.EXPIRED", Day(9), null), Judge(Call(5, Given(1, to: 5), Given(7, to: 7), Given(9))));
    }

    [Fact]
    public void Channels_need_what_the_rules_say_and_unknown_channels_an_opt_in()
    {
        AdmissionContext call = Call(5);

        Assert.Null(Judge(call with { Candidate = call.Candidate with { Channel = "letter" } }).Code);
        Assert.Equal("CNS.NO_OPTIN", Judge(call with { Candidate = call.Candidate with { Channel = "drone" } }).Code);
        Assert.Null(Judge(call, PermissionRules.WithoutConsent).Code);
        Assert.Null(Judge(call with { Candidate = call.Candidate with { RequestedByCustomer = true } }).Code);
        Assert.Null(Judge(call with { Candidate = call.Candidate with { Direction = ContactDirection.Inbound } }).Code);
        Assert.Null(Judge(call with { Candidate = call.Candidate with { Purpose = ContactPurpose.Service } }).Code);
    }

    [Fact]
    public void An_objection_is_for_ever_and_stops_what_it_names()
    {
        var objection = new Objection { Subject = ContactPointHash.Of(new byte[16], "c"), At = Day(0) };
        AdmissionContext call = Call(5, Given(1)) with { Objections = [objection] };

        Assert.Equal(("CNS.OBJECTION", null, null), (Judge(call).Code, Judge(call).Again, (string?)null));
        Assert.Null(Judge(call with { Objections = [objection with { Channel = "email" }] }).Code);
        Assert.Null(Judge(call with { Candidate = call.Candidate with { Purpose = ContactPurpose.Contractual } }).Code);
        Assert.False(new PolicySetBuilder().Build().Admit(call).IsAdmitted);
    }

    [Fact]
    public void Holds_and_pauses_stop_marketing_until_they_end()
    {
        Hold Complaint(double from, double? to) => new() { Id = $"h{from}", Customer = Who, Kind = "COMPLAINT", From = Day(from), To = to is { } t ? Day(t) : null };
        AdmissionContext call = Call(5, Given(1));

        Assert.Equal(("HLD.COMPLAINT", Day(9)), (Judge(call with { Holds = [Complaint(3, 7), Complaint(7, 9)] }).Code, Judge(call with { Holds = [Complaint(3, 7), Complaint(7, 9)] }).Again));
        Assert.Equal(("HLD.COMPLAINT", null), (Judge(call with { Holds = [Complaint(3, null)] }).Code, Judge(call with { Holds = [Complaint(3, null)] }).Again));
        Assert.Null(Judge(call with { Holds = [Complaint(3, 5), Complaint(6, 7)] }).Code);

        ClassChange Pause(double at, double? until) => new() { Customer = Who, At = Day(at), Reason = "r", PausedUntil = until is { } u ? Day(u) : null };
        Assert.Equal(("DEC.CUSTOMER_PAUSE", Day(65)), (Judge(call with { ClassChanges = [Pause(5, 65)] }).Code, Judge(call with { ClassChanges = [Pause(5, 65)] }).Again));
        Assert.Null(Judge(call with { ClassChanges = [Pause(2, 62), Pause(4, null)] }).Code);
    }

    [Fact]
    public void At_dispatch_permission_is_judged_by_the_clock_of_then()
    {
        AdmissionContext call = Call(5, Given(1, to: 6));

        Assert.Null(Judge(call with { Step = AdmissionStep.Dispatch }).Code);
        Assert.Equal("CNS.EXPIRED", Judge(call with { Step = AdmissionStep.Dispatch, Now = Day(6) }).Code);
    }
}
