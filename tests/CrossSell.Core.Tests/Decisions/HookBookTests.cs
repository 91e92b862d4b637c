using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Core.Tests.Decisions;

public class HookBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Product Bike = new() { Id = new ProductId("bike"), Category = "city", Name = new LocalizedText("bicycle insurance").With("de", "Fahrradversicherung") };
    private static readonly ProductCatalog Catalog = new([Bike], [], [new ProductCategory("city", "vehicles"), new ProductCategory("vehicles", null)]);
    private static readonly CustomerFacts Someone = new(new CustomerId("C-1"));

    [Fact]
    public void The_most_particular_hook_is_told_then_the_one_that_ends_first()
    {
        Hook general = Hook("general"), category = Hook("category") with { Categories = ["vehicles"] }, product = Hook("product") with { Products = [Bike.Id] };
        Hook soon = Hook("soon") with { Products = [Bike.Id], ValidUntil = Now.AddDays(3) };
        Assert.Equal("product", Choose(general, category, product));
        Assert.Equal("category", Choose(general, category));
        Assert.Equal("general", Choose(general));
        Assert.Equal("soon", Choose(general, product, soon));
        Assert.Null(Choose(Hook("other") with { Products = [new ProductId("car")] }));
    }

    [Fact]
    public void A_hook_is_told_while_it_is_true_and_to_whom_it_speaks()
    {
        Assert.Null(Choose(Hook("early") with { ValidFrom = Now.AddDays(1) }));
        Assert.Null(Choose(Hook("late") with { ValidUntil = Now }));
        Assert.Equal("now", Choose(Hook("now") with { ValidFrom = Now, ValidUntil = Now.AddTicks(1) }));
        Assert.Null(Choose(Hook("others") with { For = facts => facts.Region == "AT" }));
    }

    [Fact]
    public void What_a_contact_told_is_not_told_again_unless_it_never_happened()
    {
        HookBook book = new([Hook("first"), Hook("second")]);
        Contact told = Contact(ContactState.Answered, "hook:first"), never = Contact(ContactState.FailedNotSent, "hook:second", "other");
        Assert.Equal(["first"], HookBook.ToldBy([told, never]));
        Assert.Equal("second", book.Choose(Someone, Bike, Catalog, Now, HookBook.ToldBy([told, never]))!.Id);
        Assert.Null(book.Choose(Someone, Bike, Catalog, Now, HookBook.ToldBy([told, Contact(ContactState.Unknown, "hook:second")])));
    }

    [Fact]
    public void The_sentence_names_the_product_in_the_readers_language()
    {
        Hook hook = Hook("law") with { Text = new LocalizedText("From July on {product} is deductible.").With("de", "Ab Juli ist die {product} absetzbar.") };
        Assert.Equal("From July on bicycle insurance is deductible.", hook.SentenceFor(Bike, CultureInfo.InvariantCulture));
        Assert.Equal("Ab Juli ist die Fahrradversicherung absetzbar.", hook.SentenceFor(Bike, CultureInfo.GetCultureInfo("de-AT")));
    }

    [Fact]
    public void All_that_is_wrong_with_a_book_is_said_at_once()
    {
        string message = Assert.Throws<ArgumentException>(() => new HookBook([Hook("a"), Hook("a"), Hook(" "), Hook("b") with { ValidFrom = Now, ValidUntil = Now }])).Message;
        Assert.Contains("'a' is given to 2", message, StringComparison.Ordinal);
        Assert.Contains("' ' has an empty name", message, StringComparison.Ordinal);
        Assert.Contains("'b' ends at", message, StringComparison.Ordinal);
    }

    private static string? Choose(params Hook[] hooks) => new HookBook(hooks).Choose(Someone, Bike, Catalog, Now, new HashSet<string>())?.Id;

    private static Hook Hook(string id) => new() { Id = id, Kind = HookKind.ExtraBenefit, Text = new LocalizedText("text") };

    private static Contact Contact(ContactState state, params string[] tags) => new()
    {
        Id = Guid.Empty, Tenant = "main", Root = SubjectKey.Of(Someone.Customer), IdempotencyKey = "k", Fingerprint = "f", Subjects = [SubjectKey.Of(Someone.Customer)], Customer = Someone.Customer,
        Channel = "phone", State = state, Tags = tags, At = Now, LocalDate = new DateOnly(2026, 6, 1), Zone = "UTC",
    };
}
