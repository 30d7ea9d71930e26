using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>What was made of texts and must not outlive them. Both take part in the transaction of the caller.</summary>
internal interface ITextIndex
{
    /// <summary>Forgets the texts of some messages, which have been changed or deleted.</summary>
    Task ForgetAsync(XtabloDb db, TabloId tablo, IReadOnlyCollection<long> numbers);

    /// <summary>Forgets a tablo.</summary>
    Task ForgetAsync(XtabloDb db, TabloId tablo);
}
