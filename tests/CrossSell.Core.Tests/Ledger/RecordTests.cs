using CrossSell.Ledger;

namespace CrossSell.Core.Tests.Ledger;

public sealed class RecordTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("customer:C-1", SubjectKind.Customer, "C-1")]
    [InlineData("household:a:b", SubjectKind.Household, "a:b")]
    [InlineData("account: ", SubjectKind.Account, " ")]
    public void A_subject_is_read_as_it_is_written(string text, SubjectKind kind, string id)
    {
        var key = SubjectKey.Parse(text);

        Assert.Equal(new SubjectKey(kind, id), key);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("customer")]
    [InlineData("customer:")]
    [InlineData("Customer:C-1")]
    [InlineData(":C-1")]
    public void What_is_no_subject_is_refused_by_its_text(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => SubjectKey.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_contact_point_is_recognised_however_it_is_spelt_and_only_with_the_key()
    {
        var hash = ContactPointHash.Of(Key, "Ann@Example.org");

        Assert.Equal(hash, ContactPointHash.Of(Key, " ann@example.ORG "));
        Assert.NotEqual(hash, ContactPointHash.Of(Key, "bob@example.org"));
        Assert.NotEqual(hash, ContactPointHash.Of(new byte[32], "ann@example.org"));
        Assert.Equal(hash, ContactPointHash.Parse(hash.ToString()));
        Assert.DoesNotContain("ann", hash.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_digest_is_hmac_sha256_of_the_folded_text()
    {
        byte[] key = [.. Enumerable.Repeat((byte)0xaa, 131)];

        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData(key, "hi there"u8)),
            ContactPointHash.Of(key, "Hi There").ToString());
        Assert.Throws<ArgumentException>(() => ContactPointHash.Of(new byte[15], "x"));
        Assert.Throws<FormatException>(() => ContactPointHash.Parse("ab"));
    }

    [Theory]
    [InlineData(null, null, "phone", ContactPurpose.Marketing, true)]
    [InlineData(null, null, "phone", ContactPurpose.Service, false)]
    [InlineData(null, null, "phone", ContactPurpose.Contractual, false)]
    [InlineData("phone", null, "phone", ContactPurpose.Marketing, true)]
    [InlineData("phone", null, "email", ContactPurpose.Marketing, false)]
    [InlineData(null, ContactPurpose.Service, "phone", ContactPurpose.Service, true)]
    [InlineData(null, ContactPurpose.Service, "phone", ContactPurpose.Marketing, false)]
    public void An_objection_stops_what_it_names(string? channel, ContactPurpose? purpose, string asked, ContactPurpose askedPurpose, bool stops)
    {
        var objection = new Objection { Subject = ContactPointHash.Of(Key, "c"), Channel = channel, Purpose = purpose, At = Noon };

        Assert.Equal(stops, objection.Stops(asked, askedPurpose));
    }

    [Fact]
    public void A_verdict_is_eligible_again_when_its_last_veto_falls_and_never_when_one_never_does()
    {
        var early = new Veto { Code = "CAP", EligibleAgainAt = Noon };
        var late = new Veto { Code = "QUIET", EligibleAgainAt = Noon.AddDays(1) };

        Assert.True(Admission.Admitted.IsAdmitted);
        Assert.Null(Admission.Admitted.EligibleAgainAt);
        Assert.Equal(Noon.AddDays(1), Admission.Refused(early, late).EligibleAgainAt);
        Assert.Equal(Noon.AddDays(1), Admission.Refused(late, early).EligibleAgainAt);
        Assert.Null(Admission.Refused(late, new Veto { Code = "DEC.NEVER" }, early).EligibleAgainAt);
        Assert.Throws<ArgumentException>(() => Admission.Refused());
    }

    [Fact]
    public void A_hold_and_an_offer_end_at_their_last_instant()
    {
        var hold = new Hold { Id = "h", Customer = new("C"), Kind = "LEGAL", From = Noon, To = Noon.AddDays(1) };
        var offer = new Offer
        {
            Id = "o", Customer = new("C"), Product = new("P"), EquivalenceSet = "P", State = OfferState.Open, CreatedAt = Noon, ValidUntil = Noon.AddDays(1),
        };

        Assert.Equal([false, true, true, false], new[] { -1L, 0, TimeSpan.TicksPerDay - 1, TimeSpan.TicksPerDay }.Select(t => hold.StandsAt(Noon.AddTicks(t))));
        Assert.True(offer.IsOpenAt(Noon.AddDays(1).AddTicks(-1)));
        Assert.False(offer.IsOpenAt(Noon.AddDays(1)));
        Assert.False((offer with { State = OfferState.Declined }).IsOpenAt(Noon));
        Assert.False((offer with { State = OfferState.Draft }).IsOpenAt(Noon));
    }
}
