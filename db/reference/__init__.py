"""Facts about the 1,741 municipalities and 47 prefectures, compiled with source and date."""
