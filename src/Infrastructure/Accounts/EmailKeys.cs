using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Identity;
using Xtablo.Domain.Accounts;

namespace Xtablo.Infrastructure.Accounts;

/// <summary>Has Identity find and compare users, whose names are their e-mails, by <see cref="EmailAddress.Key"/>.</summary>
internal sealed class EmailKeys : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) => name is null ? null : EmailAddress.KeyOf(name);

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => NormalizeName(email);
}
