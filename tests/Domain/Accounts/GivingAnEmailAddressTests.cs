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

    private static RefusedException Refusal(string? text) => Assert.Throws<RefusedException>(() => EmailAddress.From(text));

    private static string OfLength(int length) => "ada@".PadRight(length - ".org".Length, 'x') + ".org";
}
