using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;

namespace Xtablo.Domain.Tests.Accounts;

public class GivingAnEmailAddressTests
{
    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("Ada.Lovelace+xtablo@mail.example.org")]
    [InlineData("ada@localhost")]
    public void An_address_is_kept_as_typed(string address) => Assert.Equal(address, EmailAddress.From(address).Value);

    [Fact]
    public void Spaces_around_it_are_cut() => Assert.Equal("ada@example.org", EmailAddress.From(" ada@example.org\n").Value);

    [Fact]
    public void It_prints_as_its_value() => Assert.Equal("ada@example.org", EmailAddress.From("ada@example.org").ToString());

    [Fact]
    public void Two_hundred_and_fifty_four_characters_fit() => Assert.Equal(254, EmailAddress.From(OfLength(254)).Value.Length);

    [Fact]
    public void A_longer_one_is_refused() => Assert.Equal("email.invalid", Refusal(OfLength(255)).Code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ada")]
    [InlineData("ada@")]
    [InlineData("@example.org")]
    [InlineData("ada@example.org, bob@example.org")]
    [InlineData("ada@example.org bob@example.org")]
    [InlineData("Ada <ada@example.org>")]
    [InlineData("<ada@example.org>")]
    public void What_is_not_one_address_is_refused(string? text) => Assert.Equal("email.invalid", Refusal(text).Code);

    [Theory]
    [InlineData("ada@example.org\r\nBcc: all@example.org")]
    [InlineData("a\nda@example.org")]
    public void A_line_end_within_is_refused(string text) => Assert.Equal("email.invalid", Refusal(text).Code);

    [Theory]
    [InlineData('\0')]
    [InlineData('\uD83D')]
    [InlineData('\uDE00')]
    public void One_that_cannot_be_stored_is_refused(char unusable) =>
        Assert.Equal("email.invalid", Refusal($"a{unusable}da@example.org").Code);

    [Fact]
    public void A_refusal_blames_the_email() => Assert.Equal("Email", Refusal("ada").Field);

    [Theory]
    [InlineData("ada@example.org", "ADA@example.ORG")]
    [InlineData("r\u00E9mi@example.org", "RE\u0301MI@example.org")]
    public void Case_and_the_way_an_accent_is_typed_make_no_other_address(string one, string other) =>
        Assert.Equal(EmailAddress.KeyOf(one), EmailAddress.KeyOf(other));

    /// <summary>Each is drawn into ASCII by capitals or by composition.</summary>
    [Theory]
    [InlineData("mike.ki\u017F\u017F@example.org", "mike.kiss@example.org")]
    [InlineData("mi\u212Ae@example.org", "mike@example.org")]
    [InlineData("m\u0131ke@example.org", "mike@example.org")]
    [InlineData("mike\u1FEF@example.org", "mike`@example.org")]
    public void A_letter_beyond_ascii_is_never_one_within(string one, string other) =>
        Assert.NotEqual(EmailAddress.KeyOf(one), EmailAddress.KeyOf(other));

    private static RefusedException Refusal(string? text) => Assert.Throws<RefusedException>(() => EmailAddress.From(text));

    private static string OfLength(int length) => "ada@".PadRight(length - ".org".Length, 'x') + ".org";
}
